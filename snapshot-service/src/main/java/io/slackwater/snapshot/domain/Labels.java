// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain;

/** The labels and annotations by which Slackwater finds its objects again. */
public final class Labels {

  /** Kubernetes' label for what made an object. */
  public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

  /** The value of {@link #MANAGED_BY}. */
  public static final String SLACKWATER = "slackwater";

  /** Label: the run. */
  public static final String RUN = "slackwater.io/run";

  /** Label: the task. */
  public static final String TASK = "slackwater.io/task";

  /** Label: the attempt that made the object. */
  public static final String ATTEMPT = "slackwater.io/attempt";

  /** Label of a snapshot, and annotation of a hold's record: the hold. */
  public static final String HOLD = "slackwater.io/hold";

  /** Annotation of a hold's record: what the hold proved. While it is absent, nothing counts. */
  public static final String SEALED = "slackwater.io/sealed-hold";

  /** Label: the restore point. */
  public static final String RESTORE_POINT = "slackwater.io/restore-point";

  /** Label: the application's name. */
  public static final String APPLICATION = "slackwater.io/application";

  /**
   * Label of a snapshot, and of its content, whose set was never whole: no attempt can have
   * reported it, so no restore point names it. Taken away when the set is whole.
   */
  public static final String UNFINISHED = "slackwater.io/unfinished";

  /** The value of labels that only mark. */
  public static final String TRUE = "true";

  /** Annotation of a snapshot: the newest attempt that goes on with it. */
  public static final String TAKEN_OVER_BY = "slackwater.io/taken-over-by";

  /** Annotation of a restored claim and its volume: where the data came from. */
  public static final String RESTORED_FROM = "slackwater.io/restored-from";

  /** Annotation: the claim, whose name may be too long for a label. */
  public static final String CLAIM = "slackwater.io/claim";

  /** Annotation: after this instant a helper object belongs to nobody. */
  public static final String NOT_AFTER = "slackwater.io/not-after";

  /** Annotation on a filled volume: its reclaim policy from before it was detached. */
  public static final String RECLAIM_POLICY = "slackwater.io/reclaim-policy";

  private Labels() {}
}

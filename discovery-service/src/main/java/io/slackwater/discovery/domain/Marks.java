// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

/** The labels and annotations by which Slackwater and its users speak through objects. */
public final class Marks {

  /** What every label and annotation of ours begins with; no comparison looks at them. */
  public static final String PREFIX = "slackwater.io/";

  /** Label on a namespace: {@code true} leaves it out of protection. */
  public static final String IGNORE = PREFIX + "ignore";

  /** Annotation on a namespace: a JSON object of application names and label selectors. */
  public static final String APPLICATIONS = PREFIX + "applications";

  /** Label on what a restore made: the id of its run. */
  public static final String RESTORED_BY = PREFIX + "restored-by";

  /** The namespace of Slackwater's own objects in each cluster. */
  public static final String OWN_NAMESPACE = "slackwater-system";

  private Marks() {}
}

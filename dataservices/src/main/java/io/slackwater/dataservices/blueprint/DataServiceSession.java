// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.blueprint;

import io.slackwater.dataservices.exec.PodTarget;
import io.slackwater.dataservices.hold.BarrierPreparation;
import io.slackwater.dataservices.hold.BarrierRequest;
import io.slackwater.dataservices.hold.KeeperRequest;
import io.slackwater.dataservices.hold.KeptSnapshot;
import io.slackwater.dataservices.hold.SnapshotKeeper;
import java.time.Duration;
import java.util.List;

/**
 * The actions of a blueprint in one pod, on behalf of one attempt of a task. All block, and throw
 * {@link io.slackwater.dataservices.DataServiceException} or a subclass. For one thread at a time.
 */
public interface DataServiceSession {

  PodTarget pod();

  /** Asks the data service and its tools what they are. */
  Probe probe();

  /**
   * Waits until a replica has replayed a position of its primary's log; false when it had not
   * within that time.
   *
   * @param position as {@link Probe#position} of the primary
   */
  boolean awaitReplayed(long position, Duration wait);

  /**
   * Ends what older attempts of this task still run inside the data service; returns how many
   * sessions that were.
   */
  int endOlderSessions();

  /**
   * Writes out what is only in memory, so that a barrier need not wait for it and a snapshot is
   * quick to recover. Bars nobody.
   *
   * @param timeout after which it is given up; a flush has no bound of its own
   */
  void flush(Duration timeout);

  /**
   * Opens the sessions that can bar the writers of all databases. Bars nobody yet.
   *
   * @param atMost how long that may take
   * @throws io.slackwater.dataservices.hold.BarrierRefusedException when it is not possible
   */
  BarrierPreparation prepareBarrier(BarrierRequest request, Duration atMost);

  /**
   * Opens the sessions that can keep what all databases show inside a hold.
   *
   * @param atMost how long that may take
   * @throws io.slackwater.dataservices.hold.BarrierRefusedException when it is not possible
   */
  SnapshotKeeper openKeeper(KeeperRequest request, Duration atMost);

  /** What a whole dump consists of, in the order to dump and to load it. */
  List<DumpPart> parts();

  /**
   * Starts to dump one part with the data service's own tool.
   *
   * @param timeout for the whole part
   */
  Dump dump(DumpPart part, Duration timeout);

  /**
   * What a dump of the databases as snapshots show them consists of, in the order to dump and to
   * load it. What belongs to no database is in no snapshot.
   *
   * @param kept the snapshots of this pod's server, which still must be kept
   */
  List<DumpPart> parts(List<KeptSnapshot> kept);

  /**
   * Starts to dump a database as a snapshot of this pod's server shows it. {@link
   * Dump#awaitTakenOver} tells when the snapshot need not be kept any more.
   *
   * @param timeout for the whole part
   */
  Dump dump(KeptSnapshot kept, Duration timeout);

  /**
   * Brings back a dump: into fresh databases, verified there, then switched in by renaming. An
   * earlier attempt's fresh databases are dropped first, and what an earlier attempt of the same
   * task has switched in is left alone, so that a load never runs twice into one place.
   *
   * @throws LoadRefusedException before anything was touched
   * @throws LoadFailedException with nothing switched in
   */
  LoadReport load(List<? extends DumpContent> contents, LoadOptions options);

  /**
   * Checks that the data service answers, that these databases are there, and that every table can
   * be read.
   *
   * @param databases those that must be there; those that are checked
   */
  VerifyReport verify(List<String> databases, VerifyOptions options);
}

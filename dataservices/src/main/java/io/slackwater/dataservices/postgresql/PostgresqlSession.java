// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.postgresql;

import io.slackwater.dataservices.blueprint.DataServiceSession;
import io.slackwater.dataservices.blueprint.Dump;
import io.slackwater.dataservices.blueprint.DumpContent;
import io.slackwater.dataservices.blueprint.DumpPart;
import io.slackwater.dataservices.blueprint.LoadOptions;
import io.slackwater.dataservices.blueprint.LoadReport;
import io.slackwater.dataservices.blueprint.Probe;
import io.slackwater.dataservices.blueprint.SessionName;
import io.slackwater.dataservices.blueprint.VerifyOptions;
import io.slackwater.dataservices.blueprint.VerifyReport;
import io.slackwater.dataservices.exec.PodTarget;
import io.slackwater.dataservices.hold.BarrierPreparation;
import io.slackwater.dataservices.hold.BarrierRequest;
import io.slackwater.dataservices.hold.KeeperRequest;
import io.slackwater.dataservices.hold.KeptSnapshot;
import io.slackwater.dataservices.hold.SnapshotKeeper;
import java.time.Duration;
import java.util.List;

/** The actions of PostgreSQL in one pod. */
final class PostgresqlSession implements DataServiceSession {

  private final PostgresqlClient client;
  private final SessionName name;

  PostgresqlSession(PostgresqlClient client, SessionName name) {
    this.client = client;
    this.name = name;
  }

  @Override
  public PodTarget pod() {
    return client.pod();
  }

  @Override
  public Probe probe() {
    return new ServerProbe(client).probe();
  }

  @Override
  public boolean awaitReplayed(long position, Duration wait) {
    return new Sessions(client).awaitReplayed(position, wait);
  }

  @Override
  public int endOlderSessions() {
    return new Sessions(client).endOlder(name);
  }

  @Override
  public void flush(Duration timeout) {
    client.query(PostgresqlClient.MAINTENANCE, "CHECKPOINT;", timeout);
  }

  @Override
  public BarrierPreparation prepareBarrier(BarrierRequest request, Duration atMost) {
    return HeldTransactions.prepareBarrier(client, request, atMost);
  }

  @Override
  public SnapshotKeeper openKeeper(KeeperRequest request, Duration atMost) {
    return HeldTransactions.openKeeper(client, request, atMost);
  }

  @Override
  public List<DumpPart> parts() {
    return new DumpTools(client).parts(probe());
  }

  @Override
  public Dump dump(DumpPart part, Duration timeout) {
    return new DumpTools(client).dump(part, probe(), timeout);
  }

  @Override
  public List<DumpPart> parts(List<KeptSnapshot> kept) {
    return new SnapshotDump(client).parts(kept);
  }

  @Override
  public Dump dump(KeptSnapshot kept, Duration timeout) {
    return new SnapshotDump(client).dump(kept, probe(), timeout);
  }

  @Override
  public LoadReport load(List<? extends DumpContent> contents, LoadOptions options) {
    return new Load(client, name, options).load(List.copyOf(contents));
  }

  @Override
  public VerifyReport verify(List<String> databases, VerifyOptions options) {
    return new Verification(client, name, options).verify(databases, probe());
  }
}

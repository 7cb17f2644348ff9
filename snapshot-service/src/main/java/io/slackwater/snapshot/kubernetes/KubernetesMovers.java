// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.kubernetes;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.slackwater.snapshot.application.MoverOrder;
import io.slackwater.snapshot.application.Movers;
import io.slackwater.snapshot.domain.MoverLine;
import io.slackwater.snapshot.domain.MoverState;
import io.slackwater.snapshot.domain.TaskIdentity;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Mover pods on a cluster. Thread-safe. */
final class KubernetesMovers implements Movers {

  private static final int LAST_LINES = 50;

  private final KubernetesClient client;
  private final MoverSettings settings;
  private final Clock clock;

  KubernetesMovers(KubernetesClient client, MoverSettings settings, Clock clock) {
    this.client = client;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public void start(TaskIdentity identity, MoverOrder order) {
    MoverPod mover = new MoverPod(settings);
    if (!order.environment().isEmpty()) {
      ApiCall.createIfAbsent(
          client
              .secrets()
              .inNamespace(settings.namespace())
              .resource(mover.secret(identity, order)));
    }
    ApiCall.createIfAbsent(
        client
            .pods()
            .inNamespace(settings.namespace())
            .resource(mover.pod(identity, order, clock.instant())));
  }

  @Override
  public MoverState state(String helper) {
    return MoverPodState.of(
        pod(helper).get(), () -> Warnings.about(client, settings.namespace(), "Pod", helper));
  }

  @Override
  public Following follow(String helper, Consumer<MoverLine> reader) {
    return FollowedLog.of(pod(helper), reader);
  }

  @Override
  public List<MoverLine> lastLines(String helper) {
    try {
      UnaryOperator<String> masked = MaskedSecrets.of(secret(helper).get());
      return pod(helper)
          .tailingLines(LAST_LINES)
          .getLog()
          .lines()
          .map(masked)
          .map(MoverOutput::line)
          .toList();
    } catch (KubernetesClientException e) {
      if (ApiCall.isNotFound(e)) {
        return List.of();
      }
      throw e;
    }
  }

  @Override
  public void remove(TaskIdentity identity, String helper) {
    Fence.delete(identity, pod(helper));
    Fence.delete(identity, secret(helper));
  }

  @Override
  public boolean gone(String helper) {
    return pod(helper).get() == null && secret(helper).get() == null;
  }

  private Resource<Secret> secret(String helper) {
    return client.secrets().inNamespace(settings.namespace()).withName(helper);
  }

  private PodResource pod(String helper) {
    return client.pods().inNamespace(settings.namespace()).withName(helper);
  }
}

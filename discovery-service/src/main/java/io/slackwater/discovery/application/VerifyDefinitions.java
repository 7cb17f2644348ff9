// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.artifact.VerificationArtifact;
import io.slackwater.contracts.artifact.VerificationArtifact.Check;
import io.slackwater.contracts.task.RestoreTarget;
import io.slackwater.discovery.application.DefinitionsStore.Capture;
import io.slackwater.discovery.domain.CustomResources;
import io.slackwater.discovery.domain.Difference;
import io.slackwater.discovery.domain.KubernetesObject;
import io.slackwater.discovery.domain.NormalisingDiff;
import io.slackwater.discovery.domain.ObjectKey;
import io.slackwater.discovery.domain.RestorePlan;
import io.slackwater.discovery.domain.RestoredForm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares what was captured with what is there, object by object. What a restore leaves to owners
 * is not compared. Blocking; thread-safe.
 */
public final class VerifyDefinitions {

  /** So that the report of a huge application still fits into one event. */
  private static final int SHOWN = 1000;

  private final DefinitionsStore store;

  /** Makes the use case. */
  public VerifyDefinitions(DefinitionsStore store) {
    this.store = store;
  }

  /** Verifies; what differs is named with its place, never with a value. */
  public VerificationArtifact run(
      RepositoryRef repository, String snapshot, RestoreTarget target, ClusterApi api, Work work) {
    Capture capture = store.load(repository, snapshot);
    RestoredForm form = RestoredForm.at(capture.index().scope().namespace(), target);
    TargetCluster cluster = new TargetCluster(api, target);
    Map<ObjectKey, String> left = RestorePlan.of(capture.objects(), List.of()).left();
    Set<String> scaled = scaled(capture.objects());
    List<Check> checks = new ArrayList<>();
    for (KubernetesObject object : capture.objects()) {
      work.checkActive();
      if (!left.containsKey(object.key())) {
        work.progress("comparing " + object);
        Set<String> unseen =
            scaled.contains(object.toString()) ? Set.of("/spec/replicas") : Set.of();
        checks.add(check(object, cluster.find(object, form), form, unseen));
      }
    }
    boolean verified = checks.stream().allMatch(Check::held);
    checks.sort(Comparator.comparing(Check::held));
    return new VerificationArtifact("Namespace/" + target.namespace(), verified, shortened(checks));
  }

  private static Check check(
      KubernetesObject captured,
      Optional<KubernetesObject> there,
      RestoredForm form,
      Set<String> unseen) {
    String name = captured.toString();
    if (there.isEmpty()) {
      return new Check(name, false, "it is not there");
    }
    List<Difference> differences = NormalisingDiff.between(captured, there.get(), form, unseen);
    if (differences.isEmpty()) {
      return new Check(name, true, "equal");
    }
    String list = Difference.list(differences);
    return CustomResources.covers(there.get(), captured)
        ? new Check(name, true, "the cluster's own definition serves the same versions: " + list)
        : new Check(name, false, "differs at " + list);
  }

  /** What autoscalers scale: the number of its pods is theirs. */
  private static Set<String> scaled(List<KubernetesObject> objects) {
    Set<String> scaled = new HashSet<>();
    for (KubernetesObject object : objects) {
      if (object.is("autoscaling", "HorizontalPodAutoscaler")) {
        scaled.add(
            object.at("/spec/scaleTargetRef/kind").asText()
                + "/"
                + object.at("/spec/scaleTargetRef/name").asText());
      }
    }
    return scaled;
  }

  private static List<Check> shortened(List<Check> checks) {
    if (checks.size() <= SHOWN) {
      return checks;
    }
    List<Check> shown = new ArrayList<>(checks.subList(0, SHOWN));
    List<Check> rest = checks.subList(SHOWN, checks.size());
    shown.add(
        new Check(
            rest.size() + " more objects",
            rest.stream().allMatch(Check::held),
            "compared in the same way"));
    return shown;
  }
}

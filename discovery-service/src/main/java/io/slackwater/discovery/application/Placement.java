// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import io.slackwater.contracts.artifact.RestoredArtifact;
import io.slackwater.contracts.id.RunId;
import io.slackwater.discovery.domain.KubernetesObject;
import io.slackwater.discovery.domain.ResourceType;
import io.slackwater.discovery.domain.RestoredForm;
import io.slackwater.discovery.domain.Standing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Makes captured objects again, or takes over what is there of them. Serves one attempt. */
final class Placement {

  /** How often an object is looked at again that changes under our hands. */
  private static final int ROUNDS = 5;

  private final TargetCluster cluster;
  private final RestoredForm form;
  private final RunId run;
  private final Work work;

  Placement(TargetCluster cluster, RestoredForm form, RunId run, Work work) {
    this.cluster = cluster;
    this.form = form;
    this.run = run;
    this.work = work;
  }

  /** Looks at everything before anything is made. */
  void checkNothingInTheWay(List<KubernetesObject> objects) {
    List<String> inTheWay = new ArrayList<>();
    for (KubernetesObject object : objects) {
      work.checkActive();
      cluster.servedType(object);
      checkStorageClass(object);
      if (standing(object) instanceof Standing.InTheWay other) {
        inTheWay.add(form.of(object) + " (" + other.why() + ")");
      }
    }
    if (!inTheWay.isEmpty()) {
      throw new ObjectsInTheWayException(cluster.target(), inTheWay);
    }
  }

  /** Makes one object, or takes over what is there. */
  RestoredArtifact place(KubernetesObject object) {
    work.progress("restoring " + object);
    for (int round = 0; round < ROUNDS; round++) {
      if (settled(object)) {
        return artifact(object);
      }
    }
    throw new ObjectsInTheWayException(
        cluster.target(), List.of(object + " (it keeps changing while it is restored)"));
  }

  private boolean settled(KubernetesObject object) {
    ResourceType type = cluster.servedType(object);
    return switch (standing(object)) {
      case Standing.Kept kept -> true;
      case Standing.Absent absent -> {
        work.checkActive();
        yield cluster.api().create(type, form.labelled(object, run));
      }
      case Standing.Incomplete there -> {
        work.checkActive();
        yield cluster.api().replace(type, there.completed());
      }
      case Standing.InTheWay other ->
          throw new ObjectsInTheWayException(
              cluster.target(), List.of(form.of(object) + " (" + other.why() + ")"));
    };
  }

  private Standing standing(KubernetesObject object) {
    return Standing.of(object, form, cluster.find(object, form), run);
  }

  private void checkStorageClass(KubernetesObject object) {
    String storageClass = form.of(object).text("/spec/storageClassName");
    if (object.is("", "PersistentVolumeClaim")
        && storageClass != null
        && !storageClass.isEmpty()
        && cluster.clusterWide("storage.k8s.io", "StorageClass", storageClass).isEmpty()) {
      throw new MissingStorageClassException(
          cluster.target().cluster(), object.name(), storageClass);
    }
  }

  private static RestoredArtifact artifact(KubernetesObject object) {
    int bytes = object.copy().toString().getBytes(StandardCharsets.UTF_8).length;
    return new RestoredArtifact(object.toString(), "definitions", bytes);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.blueprint;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.slackwater.dataservices.postgresql.PostgresqlBlueprint;
import java.util.List;
import java.util.Optional;

/** All blueprints there are. */
public final class Blueprints {

  private static final List<Blueprint> ALL = List.of(new PostgresqlBlueprint());

  private Blueprints() {}

  public static List<Blueprint> all() {
    return ALL;
  }

  /** The blueprint of this name. */
  public static Optional<Blueprint> named(String name) {
    return ALL.stream().filter(blueprint -> blueprint.name().equals(name)).findFirst();
  }

  /** The first blueprint that recognises a container of the pod. */
  public static Optional<Detection> detect(PodSpec pod) {
    return ALL.stream().flatMap(blueprint -> blueprint.detect(pod).stream()).findFirst();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.domain;

import io.slackwater.contracts.application.ApplicationDiscovered;
import io.slackwater.contracts.run.Approach;
import java.util.List;

/** Why an approach cannot protect an application as it is now. */
public final class Obstacles {

  private Obstacles() {}

  /** Every obstacle, each with what to do; empty when there is none. */
  public static List<String> of(Approach approach, ApplicationDiscovered application) {
    boolean volumes = !application.volumes().isEmpty();
    boolean dataServices = !application.dataServices().isEmpty();
    return switch (approach) {
      case STORAGE_SNAPSHOT ->
          unless(
              volumes,
              "the approach storage-snapshot needs at least one volume and %s has none:"
                      .formatted(application.application())
                  + " choose another approach");
      case SNAPSHOT_WITH_HOOKS ->
          unless(
              volumes,
              "the approach snapshot-with-hooks holds writers while volumes are cut, and %s has no volume: nothing to hold for;"
                      .formatted(application.application())
                  + " choose another approach");
      case DATA_SERVICE ->
          unless(
              dataServices,
              "the approach data-service needs a data service and none was found in %s:"
                      .formatted(application.application())
                  + " choose storage-snapshot, or check that the database's pods run");
      case APPLICATION ->
          unless(
              volumes || dataServices,
              "the approach application holds volumes and data services at one cut, and %s has neither: nothing to hold;"
                      .formatted(application.application())
                  + " check that its pods run");
    };
  }

  private static List<String> unless(boolean there, String obstacle) {
    return there ? List.of() : List.of(obstacle);
  }
}

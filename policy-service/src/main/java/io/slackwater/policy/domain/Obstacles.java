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
    return switch (approach) {
      case STORAGE_SNAPSHOT ->
          application.volumes().isEmpty()
              ? List.of(
                  "the approach storage-snapshot needs at least one volume and %s has none:"
                          .formatted(application.application())
                      + " choose another approach")
              : List.of();
      case DATA_SERVICE ->
          application.dataServices().isEmpty()
              ? List.of(
                  "the approach data-service needs a data service and none was found in %s:"
                          .formatted(application.application())
                      + " choose storage-snapshot, or check that the database's pods run")
              : List.of();
    };
  }
}

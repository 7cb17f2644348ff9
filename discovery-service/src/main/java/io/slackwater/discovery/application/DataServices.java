// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import io.slackwater.discovery.domain.KubernetesObject;
import io.slackwater.discovery.domain.RecognisedDataService;
import java.util.List;
import java.util.Optional;

/** What is known of data services. Thread-safe; never waits for one. */
public interface DataServices {

  /**
   * What runs in a workload, if it is a data service that a blueprint knows. Its version is absent
   * until it has answered; then the workload's namespace is looked at again.
   */
  Optional<RecognisedDataService> recognise(KubernetesObject workload, List<KubernetesObject> pods);
}

// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dump.application;

import io.slackwater.contracts.application.DataService;
import io.slackwater.dataservices.exec.PodTarget;
import java.util.List;

/** The pods of data services in one cluster. */
public interface DataServicePods {

  /**
   * The pods whose server container runs now, by name.
   *
   * @throws DumpServiceException when the workload is not there or none of its pods runs; the
   *     message says what was found
   */
  List<PodTarget> running(String namespace, DataService dataService);
}

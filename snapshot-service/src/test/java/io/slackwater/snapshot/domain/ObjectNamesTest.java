// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.slackwater.contracts.id.Names;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.snapshot.Samples;
import org.junit.jupiter.api.Test;

class ObjectNamesTest {

  private static final String LONG = "data-of-a-very-long-stateful-set-name-with-an-ordinal-";

  @Test
  void helperIsTheSameInEveryAttempt() {
    assertThat(ObjectNames.helper(Samples.attempt(1), "data"))
        .isEqualTo(ObjectNames.helper(Samples.attempt(2), "data"))
        .isEqualTo("sw-0123456789abcdef0123456789abcdef-data");
  }

  @Test
  void snapshotIsOfOneAttempt() {
    assertThat(ObjectNames.snapshot(Samples.attempt(2), "data"))
        .isEqualTo("sw-0123456789abcdef0123456789abcdef-a2-data");
  }

  @Test
  void longClaimsStayApartAndFitIntoAHostName() {
    String first = ObjectNames.helper(Samples.attempt(1), LONG + "0");
    String second = ObjectNames.helper(Samples.attempt(1), LONG + "1");

    assertThat(first).isNotEqualTo(second).matches(Names.LABEL);
    assertThat(second).matches(Names.LABEL);
  }

  @Test
  void namesThatAreNoLabelsBecomeLabels() {
    TaskIdentity odd = Samples.attempt(1);
    TaskIdentity identity =
        new TaskIdentity(
            new TaskId("Task_1.x"),
            odd.run(),
            odd.restorePoint(),
            odd.application(),
            1,
            odd.notAfter());

    assertThat(ObjectNames.helper(identity, "data.v1")).matches(Names.LABEL);
    assertThat(ObjectNames.helper(identity, "data.v1"))
        .isNotEqualTo(ObjectNames.helper(identity, "data-v1"));
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
  @ParameterizedTest
  @CsvSource({"0,0", "10,10", "1Ki,1024", "1.5Gi,1610612736", "2G,2000000000", "nonsense,0"})
  void readsAmountsOfStorage(String text, long bytes) {
    assertThat(Quantity.bytes(text)).isEqualTo(bytes);
  }
}

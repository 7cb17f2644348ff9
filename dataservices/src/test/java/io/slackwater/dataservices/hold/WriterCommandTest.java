// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slackwater.dataservices.DataServiceException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriterCommandTest {

  @Test
  void readsWhatAPodDeclares() {
    assertThat(
            WriterCommand.parse(
                "{\"command\": [\"/app/hold\", \"-x\"], \"container\": \"app\", \"timeout\": \"1m2s\"}"))
        .isEqualTo(new WriterCommand(List.of("/app/hold", "-x"), "app", Duration.ofSeconds(62)));
    assertThat(WriterCommand.parse("{\"command\": [\"hold\"]}"))
        .isEqualTo(new WriterCommand(List.of("hold"), null, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hold",
        "[]",
        "{}",
        "{\"command\": \"sh -c x\"}",
        "{\"command\": []}",
        "{\"command\": [\" \"]}",
        "{\"command\": [1]}",
        "{\"command\": [\"x\"], \"container\": 7}",
        "{\"command\": [\"x\"], \"timeout\": \"soon\"}",
        "{\"command\": [\"x\"], \"timeout\": \"-1s\"}",
        "{\"command\": [\"x\"], \"user\": \"root\"}"
      })
  void refusesWhatIsNotADeclaration(String annotation) {
    assertThatThrownBy(() -> WriterCommand.parse(annotation))
        .isInstanceOf(DataServiceException.class)
        .hasMessageContaining(WriterCommand.ANNOTATION);
  }

  @Test
  void boundsAHold() {
    assertThatThrownBy(
            () -> new BarrierRequest("a:b", Duration.ofSeconds(1), Duration.ofSeconds(1)))
        .hasMessageContaining("a:b");
    assertThatThrownBy(() -> new BarrierRequest("a", Duration.ofHours(1), Duration.ofSeconds(1)))
        .hasMessageContaining("PT1H");
  }
}

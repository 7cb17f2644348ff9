// SPDX-License-Identifier: Apache-2.0
package io.slackwater.deploy.kafka;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "replay",
    description = {
      "Publishes dead letters again into the topics they came from, each once.",
      "A task whose notAfter has passed is passed over."
    })
final class ReplayDeadLetters implements Callable<Integer> {

  @Mixin private KafkaConnection kafka = new KafkaConnection();

  @Option(
      names = "--topic",
      required = true,
      description = "those that came from this topic; may be repeated")
  private List<String> topics = List.of();

  @Override
  public Integer call() throws InterruptedException {
    try (DeadLetters letters = new DeadLetters(kafka.settings())) {
      DeadLetters.Replay replay = letters.replay(topics::contains, Instant.now());
      System.out.printf(
          "%d published again, %d passed over as expired%n", replay.published(), replay.expired());
    }
    return 0;
  }
}

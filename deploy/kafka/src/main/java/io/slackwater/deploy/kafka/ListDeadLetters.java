// SPDX-License-Identifier: Apache-2.0
package io.slackwater.deploy.kafka;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "dead-letters", description = "Lists dead letters with their reasons.")
final class ListDeadLetters implements Callable<Integer> {

  @Mixin private KafkaConnection kafka = new KafkaConnection();

  @Option(names = "--topic", description = "only those that came from this topic; may be repeated")
  private List<String> topics = List.of();

  @Override
  public Integer call() {
    try (DeadLetters letters = new DeadLetters(kafka.settings())) {
      List<DeadLetter> found = letters.list(origin -> topics.isEmpty() || topics.contains(origin));
      for (DeadLetter letter : found) {
        System.out.printf(
            "%s offset=%d type=%s replayed=%s reason=%s%n",
            letter.origin(),
            letter.record().offset(),
            letter.type(),
            letter.replayed(),
            letter.reason());
      }
      System.out.println(found.size() + " dead letters");
    }
    return 0;
  }
}

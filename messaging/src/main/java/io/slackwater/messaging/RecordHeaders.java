// SPDX-License-Identifier: Apache-2.0
package io.slackwater.messaging;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Headers of Kafka records as text. */
final class RecordHeaders {

  private RecordHeaders() {}

  static Map<String, String> texts(ConsumerRecord<?, ?> record) {
    Map<String, String> texts = new HashMap<>();
    for (Header header : record.headers()) {
      if (header.value() != null) {
        texts.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
      }
    }
    return texts;
  }
}

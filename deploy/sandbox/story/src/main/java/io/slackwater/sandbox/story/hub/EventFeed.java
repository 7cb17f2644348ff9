// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slackwater.contracts.event.Decoded;
import io.slackwater.contracts.event.Envelope;
import io.slackwater.contracts.event.Event;
import io.slackwater.contracts.event.EventCodec;
import io.slackwater.sandbox.story.StoryException;
import io.slackwater.sandbox.testing.Poll;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Every event that Slackwater publishes, as a subscriber gets them: from Kafka, with a plain
 * client. Thread-safe.
 */
public final class EventFeed implements AutoCloseable {

  private static final Pattern TOPICS = Pattern.compile("slackwater\\..+\\.v1");
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<String, byte[]> consumer;
  private final EventCodec codec = new EventCodec();
  private final List<Envelope<?>> events = new CopyOnWriteArrayList<>();
  private final List<String> unreadable = new CopyOnWriteArrayList<>();
  private final Consumer<Envelope<?>> listener;
  private final Thread reader;

  /** Follows from the beginning and tells each event. */
  public EventFeed(String bootstrapServers, Consumer<Envelope<?>> listener) {
    this.listener = listener;
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "group.id",
                "sandbox-story",
                "enable.auto.commit",
                "false",
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    this.reader = Thread.ofPlatform().name("event-feed").daemon().start(this::read);
  }

  /** Waits for an event. */
  public <E extends Event> Envelope<E> await(
      String what, Duration atMost, Class<E> type, Predicate<Envelope<E>> wanted) {
    if (!Poll.until(atMost, () -> find(type, wanted).isPresent())) {
      throw new StoryException(
          "no event within %d s: %s".formatted(atMost.toSeconds(), what)
              + (unreadable.isEmpty() ? "" : "; unreadable: " + unreadable));
    }
    return find(type, wanted).orElseThrow();
  }

  /** The first such event so far. */
  public <E extends Event> Optional<Envelope<E>> find(
      Class<E> type, Predicate<Envelope<E>> wanted) {
    return events.stream()
        .filter(envelope -> type.isInstance(envelope.event()))
        .map(envelope -> new Envelope<>(envelope.metadata(), type.cast(envelope.event())))
        .filter(wanted)
        .findFirst();
  }

  /** All such events so far, in the order in which they came. */
  public <E extends Event> List<E> all(Class<E> type, Predicate<E> wanted) {
    return events.stream()
        .map(Envelope::event)
        .filter(type::isInstance)
        .map(type::cast)
        .filter(wanted)
        .toList();
  }

  /** Records that a subscriber could not read; there should be none. */
  public List<String> unreadable() {
    return List.copyOf(unreadable);
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    consumer.subscribe(TOPICS);
    try (consumer) {
      while (true) {
        consumer.poll(POLL).forEach(this::take);
      }
    } catch (WakeupException e) {
      // closed
    }
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    Map<String, String> headers = new HashMap<>();
    record
        .headers()
        .forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
    switch (codec.decode(record.key(), headers, record.value())) {
      case Decoded.Known known -> {
        events.add(known.envelope());
        listener.accept(known.envelope());
      }
      case Decoded.Unrecognised other -> unreadable.add(record.topic() + ": " + other.type());
      case Decoded.Unreadable bad -> unreadable.add(record.topic() + ": " + bad.reason());
    }
  }
}

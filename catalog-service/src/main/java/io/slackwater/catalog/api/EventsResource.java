// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slackwater.catalog.application.EventLog;
import io.slackwater.catalog.config.EventStreamConfig;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.RunId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The live stream: server-sent events, each with an {@code id} from which a client that lost its
 * connection goes on (Last-Event-ID), with any replica.
 */
@Path("/api/v1/events")
@Tag(name = "events")
public final class EventsResource {
  private static final int BATCH = 500;

  private final EventLog log;
  private final EventStreamConfig config;
  private final ObjectMapper json;

  EventsResource(EventLog log, EventStreamConfig config, ObjectMapper json) {
    this.log = log;
    this.config = config;
    this.json = json;
  }

  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.ADMIN})
  @Operation(
      summary = "Streams runs, task reports, restore points and alerts as they happen",
      description =
          "Without Last-Event-ID from now on; with 0-0 from the beginning of what is kept.")
  public Multi<OutboundSseEvent> follow(
      @QueryParam("application") @Nullable String application,
      @QueryParam("run") @Nullable String run,
      @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
      @Context Sse sse) {
    EventLog.Filter filter =
        new EventLog.Filter(
            application == null ? null : ApplicationId.parse(application).key(),
            run == null ? null : new RunId(run).value());
    Uni<EventLog.Position> start =
        lastEventId == null ? log.end() : Uni.createFrom().item(position(lastEventId));
    return start
        .onItem()
        .transformToMulti(from -> entries(from, filter))
        .map(entry -> event(sse, entry));
  }

  private Multi<EventLog.Entry> entries(EventLog.Position from, EventLog.Filter filter) {
    Cursor cursor = new Cursor(from);
    return Multi.createBy()
        .repeating()
        .uni(() -> log.after(cursor.position, filter, BATCH).invoke(cursor::advance))
        .withDelay(config.pollInterval())
        .indefinitely()
        .onItem()
        .transformToMultiAndConcatenate(
            (List<EventLog.Entry> found) -> Multi.createFrom().iterable(found));
  }

  private OutboundSseEvent event(Sse sse, EventLog.Entry entry) {
    return sse.newEventBuilder()
        .id(entry.position().transaction() + "-" + entry.position().id())
        .name(entry.type())
        .data(String.class, text(entry))
        .build();
  }

  private String text(EventLog.Entry entry) {
    try {
      return json.writeValueAsString(
          new StreamedEvent(
              entry.id(),
              entry.source(),
              entry.type(),
              entry.time(),
              entry.cluster(),
              entry.application(),
              entry.run(),
              entry.correlationId(),
              json.readTree(entry.data())));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the log holds JSON that was written from an event", e);
    }
  }

  private static EventLog.Position position(String id) {
    String[] parts = id.split("-", -1);
    try {
      if (parts.length == 2) {
        return new EventLog.Position(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
      }
    } catch (NumberFormatException e) {
      throw ProblemException.invalid(
          "Last-Event-ID '%s' is not one that this stream gave: leave it out".formatted(id));
    }
    throw ProblemException.invalid(
        "Last-Event-ID '%s' is not one that this stream gave: leave it out".formatted(id));
  }

  /** How far one listener is; polls follow one another, on whatever thread. */
  private static final class Cursor {
    private volatile EventLog.Position position;

    Cursor(EventLog.Position position) {
      this.position = position;
    }

    void advance(List<EventLog.Entry> found) {
      if (!found.isEmpty()) {
        position = found.getLast().position();
      }
    }
  }
}

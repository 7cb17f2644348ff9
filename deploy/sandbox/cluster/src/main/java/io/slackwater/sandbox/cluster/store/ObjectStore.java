// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All objects of one cluster. Each commit raises one global revision, is written to the journal and
 * shows in the history. Nodes that are handed out are shared: read them, never change them.
 * Thread-safe.
 */
public final class ObjectStore implements AutoCloseable {
  private final TreeMap<ObjectKey, ObjectNode> objects;
  private final Journal journal;
  private final History history;
  private final Clock clock;
  private long revision;

  /**
   * Opens the store with what its journal holds.
   *
   * @param journalFile where commits are kept
   * @param historyCapacity how many changes watches can look back at least
   * @param clock source of creation and deletion timestamps
   */
  public ObjectStore(Path journalFile, int historyCapacity, Clock clock) {
    this.clock = clock;
    this.journal = Journal.open(journalFile);
    this.objects = new TreeMap<>(journal.recovered().objects());
    this.revision = journal.recovered().revision();
    this.history = new History(historyCapacity, revision);
  }

  /** The changes that watches read. */
  public History history() {
    return history;
  }

  /** The revision of the latest commit. */
  public synchronized long revision() {
    return revision;
  }

  /** One object. */
  public synchronized Optional<ObjectNode> get(ObjectKey key) {
    return Optional.ofNullable(objects.get(key));
  }

  /**
   * One object that must be there.
   *
   * @throws ApiException 404 when it is not
   */
  public ObjectNode require(ObjectKey key) {
    return get(key).orElseThrow(() -> ApiException.notFound(key));
  }

  /** All objects of a type, in order; of every namespace when {@code namespace} is empty. */
  public List<ObjectNode> list(ResourceType type, String namespace) {
    return listAt(type, namespace).objects().stream().toList();
  }

  /** All objects of a type together with the revision at which that is the complete answer. */
  public synchronized Listing listAt(ResourceType type, String namespace) {
    ObjectKey start = new ObjectKey(type.group(), type.plural(), namespace, "");
    List<ObjectNode> found = new ArrayList<>();
    for (Map.Entry<ObjectKey, ObjectNode> entry : objects.tailMap(start, true).entrySet()) {
      ObjectKey key = entry.getKey();
      if (!key.isOf(type) || !(namespace.isEmpty() || key.namespace().equals(namespace))) {
        break;
      }
      found.add(entry.getValue());
    }
    return new Listing(found, revision);
  }

  /** Whether any stored object has this uid. */
  public synchronized boolean hasUid(String uid) {
    return objects.values().stream().anyMatch(object -> Metadata.uid(object).equals(uid));
  }

  /**
   * Stores a new object; uid, creation time and generation are set here.
   *
   * @throws ApiException 409 when the name is taken
   */
  public synchronized ObjectNode create(ObjectKey key, ObjectNode object) {
    if (objects.containsKey(key)) {
      throw ApiException.alreadyExists(key);
    }
    ObjectNode created = object.deepCopy();
    ObjectNode metadata = Json.child(created, "metadata");
    metadata.remove(List.of("deletionTimestamp", "deletionGracePeriodSeconds", "managedFields"));
    metadata
        .put("name", key.name())
        .put("uid", UUID.randomUUID().toString())
        .put("creationTimestamp", Metadata.timestamp(clock.instant()))
        .put("generation", 1);
    if (!key.namespace().isEmpty()) {
      metadata.put("namespace", key.namespace());
    }
    commit(Change.Kind.ADDED, key, created, null);
    return created;
  }

  /**
   * Changes an object in one step. When the change leaves an object that was to be deleted with
   * nothing to wait for, the object goes.
   *
   * @param change gets a copy of the current state and returns the wanted one
   * @return the state after it, or empty when there is no such object
   */
  public synchronized Optional<ObjectNode> update(ObjectKey key, UnaryOperator<ObjectNode> change) {
    ObjectNode current = objects.get(key);
    if (current == null) {
      return Optional.empty();
    }
    ObjectNode wanted = change.apply(current.deepCopy());
    keepIdentity(current, wanted);
    if (wanted.equals(current)) {
      return Optional.of(current);
    }
    if (isSpecChanged(current, wanted)) {
      Json.child(wanted, "metadata")
          .put("generation", current.path("metadata").path("generation").asLong() + 1);
    }
    if (Finalization.isComplete(key, wanted)) {
      commit(Change.Kind.DELETED, key, wanted, current);
    } else {
      commit(Change.Kind.MODIFIED, key, wanted, current);
    }
    return Optional.of(wanted);
  }

  /**
   * Asks for deletion: the object goes at once, or is marked and goes when the last finalizer does.
   *
   * @param request what the client wants
   * @return the state after it, or empty when there is no such object
   */
  public Optional<ObjectNode> delete(ObjectKey key, DeleteRequest request) {
    return update(key, object -> request.mark(key, object, clock.instant()));
  }

  /** Deletes with default options. */
  public Optional<ObjectNode> delete(ObjectKey key) {
    return delete(key, DeleteRequest.DEFAULT);
  }

  private static void keepIdentity(ObjectNode current, ObjectNode wanted) {
    ObjectNode metadata = Json.child(wanted, "metadata");
    for (String field :
        List.of("name", "namespace", "uid", "creationTimestamp", "resourceVersion")) {
      JsonNode kept = current.path("metadata").get(field);
      if (kept != null) {
        metadata.set(field, kept);
      }
    }
    metadata.remove("managedFields");
  }

  private static boolean isSpecChanged(ObjectNode current, ObjectNode wanted) {
    return !withoutBookkeeping(current).equals(withoutBookkeeping(wanted));
  }

  private static ObjectNode withoutBookkeeping(ObjectNode object) {
    ObjectNode rest = Json.object();
    for (Iterator<Map.Entry<String, JsonNode>> fields = object.fields(); fields.hasNext(); ) {
      Map.Entry<String, JsonNode> field = fields.next();
      if (!field.getKey().equals("metadata") && !field.getKey().equals("status")) {
        rest.set(field.getKey(), field.getValue());
      }
    }
    return rest;
  }

  private void commit(
      Change.Kind kind, ObjectKey key, ObjectNode object, @Nullable ObjectNode previous) {
    revision++;
    Json.child(object, "metadata").put("resourceVersion", Long.toString(revision));
    if (kind == Change.Kind.DELETED) {
      objects.remove(key);
      journal.appendRemoval(revision, key);
    } else {
      objects.put(key, object);
      journal.appendState(revision, key, object);
    }
    history.add(new Change(revision, kind, key, object, previous));
  }

  @Override
  public synchronized void close() {
    journal.close();
  }
}

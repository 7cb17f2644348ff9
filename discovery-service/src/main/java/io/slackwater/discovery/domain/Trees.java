// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Iterator;
import java.util.function.Predicate;

/** Taking parts out of a JSON tree. */
final class Trees {

  private Trees() {}

  /** Removes members of the object that a pointer leads to. */
  static void remove(ObjectNode root, String pointer, Collection<String> names) {
    if (root.at(pointer) instanceof ObjectNode parent) {
      parent.remove(names);
    }
  }

  /** Removes members of the object that a pointer leads to, by name. */
  static void removeIf(ObjectNode root, String pointer, Predicate<String> name) {
    if (root.at(pointer) instanceof ObjectNode parent) {
      Iterator<String> names = parent.fieldNames();
      while (names.hasNext()) {
        if (name.test(names.next())) {
          names.remove();
        }
      }
    }
  }

  /** Removes elements of the array that a pointer leads to. */
  static void removeElements(ObjectNode root, String pointer, Predicate<JsonNode> element) {
    if (root.at(pointer) instanceof ArrayNode array) {
      Iterator<JsonNode> elements = array.elements();
      while (elements.hasNext()) {
        if (element.test(elements.next())) {
          elements.remove();
        }
      }
    }
  }

  /** Removes a member that is an empty object or an empty array. */
  static void removeIfEmpty(ObjectNode root, String pointer, String name) {
    if (root.at(pointer) instanceof ObjectNode parent
        && parent.path(name).isContainerNode()
        && parent.path(name).isEmpty()) {
      parent.remove(name);
    }
  }
}

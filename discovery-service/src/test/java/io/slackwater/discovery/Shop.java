// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.slackwater.contracts.application.DataService;
import io.slackwater.contracts.application.ObjectRef;
import io.slackwater.contracts.application.Scope;
import io.slackwater.discovery.domain.Composition;
import io.slackwater.discovery.domain.KubernetesObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** A namespace with everything that is peculiar about Kubernetes objects. */
public final class Shop {

  /** The data service in it. */
  public static final DataService DATABASE =
      new DataService(
          "db",
          "postgresql",
          "17.6",
          new ObjectRef("apps/v1", "StatefulSet", "db"),
          "postgres",
          List.of("db-0"),
          List.of("data-db-0"));

  private Shop() {}

  /** Every object, those of the whole cluster included. */
  public static List<KubernetesObject> objects() {
    return yaml("shop.yaml");
  }

  /** The objects in the namespace. */
  public static List<KubernetesObject> namespaced() {
    return objects().stream().filter(o -> o.namespace() != null).toList();
  }

  /** The objects of the whole cluster. */
  public static List<KubernetesObject> clusterWide() {
    return objects().stream().filter(o -> o.namespace() == null).toList();
  }

  /** What a capture of the whole namespace holds. */
  public static List<KubernetesObject> captured() {
    return Composition.of(new Scope("shop", null), namespaced(), clusterWide()).captured();
  }

  /** One object. */
  public static KubernetesObject object(String kind, String name) {
    return objects().stream()
        .filter(o -> o.kind().equals(kind) && o.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** A changed copy of an object. */
  public static KubernetesObject changed(
      KubernetesObject object, java.util.function.Consumer<ObjectNode> change) {
    ObjectNode json = object.copy();
    change.accept(json);
    return KubernetesObject.of(json);
  }

  /** An object written as YAML. */
  public static KubernetesObject parse(String yaml) {
    try {
      return KubernetesObject.of(new YAMLMapper().readTree(yaml));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<KubernetesObject> yaml(String name) {
    try (InputStream stream = Objects.requireNonNull(Shop.class.getResourceAsStream(name))) {
      return new YAMLMapper()
              .readerFor(JsonNode.class)
              .<JsonNode>readValues(new YAMLFactory().createParser(stream))
              .readAll()
              .stream()
              .map(KubernetesObject::of)
              .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

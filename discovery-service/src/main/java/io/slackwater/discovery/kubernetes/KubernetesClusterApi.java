// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.slackwater.discovery.application.ClusterApi;
import io.slackwater.discovery.application.ClusterUnavailableException;
import io.slackwater.discovery.application.ObjectRefusedException;
import io.slackwater.discovery.domain.ApiSurface;
import io.slackwater.discovery.domain.KubernetesObject;
import io.slackwater.discovery.domain.ResourceType;
import java.net.HttpURLConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The API of a cluster, in JSON as it is on the wire: a typed model would lose the fields that it
 * does not know. Thread-safe.
 */
public final class KubernetesClusterApi implements ClusterApi {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int PAGE = 500;

  /** Three tries within a second: whoever asked tries the whole of its work again later. */
  private static final int RETRIES = 3;

  private final NamespacedKubernetesClient client;
  private final RequestConfig patience;

  /** The API behind a client; closing the client stays with the caller. */
  public KubernetesClusterApi(KubernetesClient client) {
    this.client = client.adapt(NamespacedKubernetesClient.class);
    this.patience =
        new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
            .withRequestRetryBackoffLimit(RETRIES)
            .build();
  }

  @Override
  public ApiSurface surface() {
    return new SurfaceReader(this).read();
  }

  @Override
  public List<KubernetesObject> list(ResourceType type, @Nullable String namespace) {
    List<KubernetesObject> objects = new ArrayList<>();
    String path = type.path(type.apiVersion(), namespace);
    String position = "";
    do {
      JsonNode page = read(path + "?limit=" + PAGE + position);
      for (JsonNode item : page.path("items")) {
        objects.add(KubernetesObject.of(typed(item, type)));
      }
      String next = page.at("/metadata/continue").asText();
      position =
          next.isEmpty() ? "" : "&continue=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    } while (!position.isEmpty());
    return objects;
  }

  @Override
  public Optional<KubernetesObject> get(
      ResourceType type, @Nullable String apiVersion, @Nullable String namespace, String name) {
    String version = apiVersion == null ? type.apiVersion() : apiVersion;
    return find(type.path(version, namespace) + "/" + name).map(KubernetesObject::of);
  }

  @Override
  public boolean create(ResourceType type, KubernetesObject object) {
    return write(type.path(object.apiVersion(), object.namespace()), "POST", object);
  }

  @Override
  public boolean replace(ResourceType type, KubernetesObject object) {
    String path = type.path(object.apiVersion(), object.namespace()) + "/" + object.name();
    return write(path, "PUT", object);
  }

  /** A document of the API. */
  JsonNode read(String path) {
    return find(path)
        .orElseThrow(
            () ->
                new ClusterUnavailableException(
                    "GET " + withoutQuery(path), "it knows no such path any more", null));
  }

  /** A document of the API; empty when there is none. */
  Optional<JsonNode> find(String path) {
    String what = "GET " + withoutQuery(path);
    try {
      String text = client.withRequestConfig(patience).call(c -> c.raw(path));
      return text == null ? Optional.empty() : Optional.of(JSON.readTree(text));
    } catch (KubernetesClientException e) {
      throw translated(what, e, true);
    } catch (JsonProcessingException e) {
      throw new ClusterUnavailableException(what, "its answer is not JSON", e);
    }
  }

  /** Objects in a list carry neither kind nor version: the list does. */
  private static JsonNode typed(JsonNode item, ResourceType type) {
    if (item instanceof ObjectNode object && !object.has("kind")) {
      object.put("apiVersion", type.apiVersion());
      object.put("kind", type.type().kind());
    }
    return item;
  }

  private boolean write(String path, String method, KubernetesObject object) {
    try {
      String body = object.copy().toString();
      client.withRequestConfig(patience).call(c -> c.raw(path, method, body));
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
        return false;
      }
      // What the server says of a Secret may quote it.
      throw translated(method + " " + object, e, !object.is("", "Secret"));
    }
  }

  private static RuntimeException translated(
      String what, KubernetesClientException e, boolean quote) {
    int code = e.getCode();
    String why = quote ? said(e) : "no reason can be shown";
    boolean passing = code <= 0 || code == 408 || code == 429 || code >= 500;
    return passing
        ? new ClusterUnavailableException(what, why, quote ? e : null)
        : new ObjectRefusedException(what, code, why, quote ? e : null);
  }

  /** What the server said; else, why it could not be asked. */
  private static String said(KubernetesClientException e) {
    if (e.getStatus() != null && e.getStatus().getMessage() != null) {
      return e.getStatus().getMessage();
    }
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }

  private static String withoutQuery(String path) {
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.SandboxClusterException;

/** A request that the API refuses, with the code and reason that Kubernetes clients act upon. */
public final class ApiException extends SandboxClusterException {
  private static final long serialVersionUID = 1L;

  private final int code;
  private final String reason;

  private ApiException(int code, String reason, String message) {
    super(message);
    this.code = code;
    this.reason = reason;
  }

  /** 404 for an object. */
  public static ApiException notFound(ObjectKey key) {
    return new ApiException(
        404, "NotFound", "%s \"%s\" not found".formatted(key.collection(), key.name()));
  }

  /** 404 for a path. */
  public static ApiException noSuchPath(String path) {
    return new ApiException(
        404, "NotFound", "the server could not find the requested resource: " + path);
  }

  /** 409 because the name is taken. */
  public static ApiException alreadyExists(ObjectKey key) {
    return new ApiException(
        409, "AlreadyExists", "%s \"%s\" already exists".formatted(key.collection(), key.name()));
  }

  /** 409 because the object is not the one the client saw. */
  public static ApiException conflict(ObjectKey key, String why) {
    return new ApiException(
        409,
        "Conflict",
        "Operation cannot be fulfilled on %s \"%s\": %s"
            .formatted(key.collection(), key.name(), why));
  }

  /** 410 because the history the client asks for is gone. */
  public static ApiException gone(long requested, long oldest) {
    return new ApiException(
        410, "Expired", "too old resource version: %d (%d)".formatted(requested, oldest));
  }

  /** 400. */
  public static ApiException badRequest(String message) {
    return new ApiException(400, "BadRequest", message);
  }

  /** 403. */
  public static ApiException forbidden(String message) {
    return new ApiException(403, "Forbidden", message);
  }

  /** 405. */
  public static ApiException methodNotAllowed(String method, String path) {
    return new ApiException(
        405, "MethodNotAllowed", "the method %s is not served at %s".formatted(method, path));
  }

  /** 413. */
  public static ApiException tooLarge(int limit) {
    return new ApiException(
        413, "RequestEntityTooLarge", "limit is %d bytes for a request".formatted(limit));
  }

  /** 415. */
  public static ApiException unsupportedMediaType(String message) {
    return new ApiException(415, "UnsupportedMediaType", message);
  }

  /** 422. */
  public static ApiException invalid(ObjectKey key, String message) {
    return new ApiException(
        422,
        "Invalid",
        "%s \"%s\" is invalid: %s".formatted(key.collection(), key.name(), message));
  }

  /** 500, for what should not have happened and is in the server's log. */
  public static ApiException internal(RuntimeException failure) {
    return new ApiException(
        500, "InternalError", "the sandbox cluster failed, see its log: " + failure);
  }

  /** The HTTP status code. */
  public int code() {
    return code;
  }

  /** The error as a Kubernetes Status object. */
  public ObjectNode toStatus() {
    ObjectNode status = Json.object();
    status.put("kind", "Status").put("apiVersion", "v1").putObject("metadata");
    String message = getMessage();
    return status
        .put("status", "Failure")
        .put("message", message == null ? reason : message)
        .put("reason", reason)
        .put("code", code);
  }
}

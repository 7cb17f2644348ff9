// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.api;

import io.slackwater.sandbox.cluster.store.ApiException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Reads a request's body up to a limit. */
final class RequestBody {
  private static final int LIMIT_BYTES = 8 << 20;

  private RequestBody() {}

  static void read(
      HttpServerRequest request,
      Consumer<Buffer> whole,
      BiConsumer<HttpServerRequest, ApiException> refused) {
    Buffer body = Buffer.buffer();
    request.handler(
        part -> {
          if (body.length() <= LIMIT_BYTES) {
            body.appendBuffer(part);
          }
        });
    request.endHandler(
        end -> {
          if (body.length() > LIMIT_BYTES) {
            refused.accept(request, ApiException.tooLarge(LIMIT_BYTES));
          } else {
            whole.accept(body);
          }
        });
  }
}

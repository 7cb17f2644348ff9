// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.api;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;

/** Where the events of a watch go: a chunked response or a websocket. */
interface WatchSink {
  /** Sends one event; the future ends when it has left for the client. */
  Future<Void> send(byte[] json);

  /** Ends the stream in good order. */
  void end();

  static WatchSink of(HttpServerResponse response) {
    return new WatchSink() {
      @Override
      public Future<Void> send(byte[] json) {
        return response.write(Buffer.buffer(json.length + 1).appendBytes(json).appendString("\n"));
      }

      @Override
      public void end() {
        response.end();
      }
    };
  }

  static WatchSink of(ServerWebSocket socket) {
    return new WatchSink() {
      @Override
      public Future<Void> send(byte[] json) {
        return socket.writeTextMessage(Buffer.buffer(json).toString());
      }

      @Override
      public void end() {
        socket.close((short) 1000);
      }
    };
  }
}

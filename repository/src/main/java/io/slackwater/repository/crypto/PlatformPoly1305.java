// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.crypto;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.security.Key;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The Poly1305 inside the platform's ChaCha20 cipher, which is ten times faster than any written in
 * Java because the JVM replaces it by vector code. It has no public door: the package must be
 * opened ({@code Add-Opens: java.base/com.sun.crypto.provider}, as the command line's jar says).
 */
final class PlatformPoly1305 implements Authenticator {

  // Small pieces, so that a fresh JVM soon compiles the caller and with it the vector code.
  private static final int PIECE = 32 * 1024;

  private final MethodHandle make;
  private final MethodHandle init;
  private final MethodHandle update;
  private final MethodHandle finish;

  private PlatformPoly1305() throws ReflectiveOperationException {
    Class<?> type = Class.forName("com.sun.crypto.provider.Poly1305");
    MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
    make =
        lookup
            .findConstructor(type, MethodType.methodType(void.class))
            .asType(MethodType.methodType(Object.class));
    init =
        lookup
            .findVirtual(
                type,
                "engineInit",
                MethodType.methodType(void.class, Key.class, AlgorithmParameterSpec.class))
            .asType(
                MethodType.methodType(
                    void.class, Object.class, Key.class, AlgorithmParameterSpec.class));
    update =
        lookup
            .findVirtual(
                type,
                "engineUpdate",
                MethodType.methodType(void.class, byte[].class, int.class, int.class))
            .asType(
                MethodType.methodType(
                    void.class, Object.class, byte[].class, int.class, int.class));
    finish =
        lookup
            .findVirtual(type, "engineDoFinal", MethodType.methodType(byte[].class))
            .asType(MethodType.methodType(byte[].class, Object.class));
  }

  /** Finds it once; without it, Bouncy Castle's. */
  static final class IfOpen {
    static final Authenticator INSTANCE =
        find().<Authenticator>map(found -> found).orElseGet(PortablePoly1305::new);

    private IfOpen() {}
  }

  /** Returns it if this platform has it and its package is open. */
  static Optional<PlatformPoly1305> find() {
    try {
      PlatformPoly1305 found = new PlatformPoly1305();
      // A platform that refuses to be used this way must show it here, not at the first blob.
      byte[] key = new byte[KEY_LENGTH];
      Arrays.fill(key, (byte) 1);
      found.code(key, new byte[1], 0, 1);
      return Optional.of(found);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return Optional.empty();
    }
  }

  @Override
  public byte[] code(byte[] oneTimeKey, byte[] content, int offset, int length) {
    try {
      Object poly1305 = (Object) make.invokeExact();
      Key key = new SecretKeySpec(oneTimeKey, "Poly1305");
      init.invokeExact(poly1305, key, (@Nullable AlgorithmParameterSpec) null);
      int end = offset + length;
      for (int at = offset; at < end; at += PIECE) {
        update.invokeExact(poly1305, content, at, Math.min(PIECE, end - at));
      }
      return (byte[]) finish.invokeExact(poly1305);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("the platform's Poly1305 is not usable", e);
    }
  }
}

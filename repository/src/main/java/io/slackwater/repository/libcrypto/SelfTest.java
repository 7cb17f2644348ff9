// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.libcrypto;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Known answers, before anything is trusted to the library. */
final class SelfTest {

  private SelfTest() {}

  static boolean passes() {
    // FIPS 180-2 B.1; NIST SP 800-38A F.5.5; RFC 8439 2.5.2.
    byte[] abc = "abc".getBytes(StandardCharsets.US_ASCII);
    byte[] forum = "Cryptographic Forum Research Group".getBytes(StandardCharsets.US_ASCII);
    return is(
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            new NativeSha256().hash(abc, 0, abc.length))
        && is("601ec313775789a5b7a7f504bbf3d228", counterMode())
        && is(
            "a8061dc1305136c6c22b8baf0c0127a9",
            new NativePoly1305()
                .code(
                    hex("85d6be7857556d337f4452fe42d506a80103808afb0db2fd4abff6af4149f51b"),
                    forum,
                    0,
                    forum.length));
  }

  private static byte[] counterMode() {
    NativeCipher cipher =
        NativeCipher.counterMode(
            hex("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4"));
    byte[] text = hex("6bc1bee22e409f96e93d7e117393172a");
    cipher.begin(hex("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff"));
    byte[] out = new byte[text.length];
    cipher.update(text, 0, text.length, out, 0);
    return out;
  }

  private static boolean is(String expected, byte[] found) {
    return HexFormat.of().formatHex(found).equals(expected);
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}

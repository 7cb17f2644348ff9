// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.crypto;

import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;

/** Bouncy Castle's Poly1305: slower, and usable everywhere. */
final class PortablePoly1305 implements Authenticator {

  @Override
  public byte[] code(byte[] oneTimeKey, byte[] content, int offset, int length) {
    Poly1305 poly1305 = new Poly1305();
    poly1305.init(new KeyParameter(oneTimeKey));
    poly1305.update(content, offset, length);
    byte[] code = new byte[CODE_LENGTH];
    poly1305.doFinal(code, 0);
    return code;
  }
}

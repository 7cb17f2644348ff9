// SPDX-License-Identifier: Apache-2.0
/** CloudEvents binary mode over Kafka: types, headers, encoding and decoding. */
@NullMarked
package io.slackwater.contracts.event;

import org.jspecify.annotations.NullMarked;

/** How a caller follows and cancels a long operation. */
@NullMarked
package io.slackwater.repository.progress;

import org.jspecify.annotations.NullMarked;

/** The rules of emergency access, plain Java: who may have it, for how long, what ends it, who reviews it. */
@NullMarked
package health.keyward.breakglass.core;

import org.jspecify.annotations.NullMarked;

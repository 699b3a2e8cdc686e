/** Tables of emergency access, by plain JDBC on the connection they are given. */
@NullMarked
package health.keyward.breakglass.store;

import org.jspecify.annotations.NullMarked;

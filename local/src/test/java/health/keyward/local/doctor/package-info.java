/** Proves what the doctor calls wrong, without a server. */
@NullMarked
package health.keyward.local.doctor;

import org.jspecify.annotations.NullMarked;

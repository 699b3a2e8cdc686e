/** The level check and how claims are written for a reader. */
@NullMarked
package health.keyward.example.oidc;

import org.jspecify.annotations.NullMarked;

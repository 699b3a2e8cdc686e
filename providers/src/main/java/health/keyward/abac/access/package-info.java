/** The decision point for apps (AuthZEN Authorization API 1.0): who may ask, how it is read and answered. */
@NullMarked
package health.keyward.abac.access;

import org.jspecify.annotations.NullMarked;

/** The admin API of the approval room. */
@NullMarked
package health.keyward.approval.rest;

import org.jspecify.annotations.NullMarked;

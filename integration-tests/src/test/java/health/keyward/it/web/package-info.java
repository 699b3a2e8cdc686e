/** What people see in a browser: sign-in pages, sample apps and console over the real house. */
@NullMarked
package health.keyward.it.web;

import org.jspecify.annotations.NullMarked;

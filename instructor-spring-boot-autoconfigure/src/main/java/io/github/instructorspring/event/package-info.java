/**
 * What happens in calls, as Spring application events: the hooks.
 *
 * @since 0.1
 */
@NullMarked
package io.github.instructorspring.event;

import org.jspecify.annotations.NullMarked;

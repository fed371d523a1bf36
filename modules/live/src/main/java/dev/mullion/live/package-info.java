/**
 * Asks AWS what no table can know, as whoever runs the command: {@link dev.mullion.live.AwsClients}. Nothing here changes
 * anything in an account.
 */
@NullMarked
package dev.mullion.live;

import org.jspecify.annotations.NullMarked;

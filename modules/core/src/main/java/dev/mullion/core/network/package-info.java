/** Addresses of networks. */
@NullMarked
package dev.mullion.core.network;

import org.jspecify.annotations.NullMarked;

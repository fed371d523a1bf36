/** Windows releases and their AMIs, instance types, the network, and the launch template of a Windows instance. */
@NullMarked
package dev.mullion.ec2;

import org.jspecify.annotations.NullMarked;

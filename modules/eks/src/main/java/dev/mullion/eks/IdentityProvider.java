package dev.mullion.eks;

import com.pulumi.aws.iam.IamFunctions;
import com.pulumi.aws.iam.inputs.GetOpenIdConnectProviderArgs;
import com.pulumi.aws.iam.outputs.GetOpenIdConnectProviderResult;
import com.pulumi.core.Output;
import com.pulumi.deployment.InvokeOptions;

/**
 * Who tells IAM which service account somebody is: a cluster's OpenID Connect provider.
 *
 * @param arn of the provider in IAM
 * @param issuer of the cluster's tokens, an address
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html">IAM roles for service
 *     accounts</a>
 */
record IdentityProvider(Output<String> arn, Output<String> issuer) {
    /** That of a cluster that exists; a deployment fails where nobody made one in IAM. */
    static IdentityProvider existing(Output<String> issuer, InvokeOptions options) {
        GetOpenIdConnectProviderArgs args =
                GetOpenIdConnectProviderArgs.builder().url(issuer).build();
        return new IdentityProvider(
                IamFunctions.getOpenIdConnectProvider(args, options).applyValue(GetOpenIdConnectProviderResult::arn),
                issuer);
    }
}

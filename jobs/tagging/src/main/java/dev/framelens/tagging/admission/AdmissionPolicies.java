package dev.framelens.tagging.admission;

/** Gives each camera its policy. */
@FunctionalInterface
public interface AdmissionPolicies {
  AdmissionPolicy policy(String camera);

  /** One policy for every camera. */
  static AdmissionPolicies one(AdmissionPolicy policy) {
    return camera -> policy;
  }
}

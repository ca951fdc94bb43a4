const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** The terms of one list of the Core Business Vocabulary, and how their whole URIs begin. */
export interface Vocabulary {
  readonly name: string;
  readonly terms: ReadonlySet<string>;
  readonly uri: string;
  /** URIs that may not stand here: standard terms are written by their short names only. */
  readonly forbidden: RegExp;
}

const ofCbv = /^(urn:epcglobal:cbv|https?:\/\/ns\.gs1\.org\/cbv\/)/;
const ofWebVocabulary = /^https?:\/\/(www\.)?gs1\.org\/voc\//;

/** Core Business Vocabulary 2.0, chapter 7, and the types of measurement of the GS1 Web Vocabulary. */
export const vocabulary = {
  bizStep: {
    name: 'business step',
    uri: 'https://ref.gs1.org/cbv/BizStep-',
    forbidden: ofCbv,
    terms: words(`
      accepting arriving assembling collecting commissioning consigning creating_class_instance cycle_counting decommissioning departing
      destroying disassembling dispensing encoding entering_exiting holding inspecting installing killing loading other packing picking
      receiving removing repackaging repairing replacing reserving retail_selling sampling sensor_reporting shipping staging_outbound
      stock_taking stocking storing transporting unloading unpacking void_shipping`),
  },
  disposition: {
    name: 'disposition',
    uri: 'https://ref.gs1.org/cbv/Disp-',
    forbidden: ofCbv,
    terms: words(`
      active available completeness_inferred completeness_verified conformant container_closed container_open damaged destroyed dispensed
      disposed encoded expired in_progress in_transit inactive mismatch_class mismatch_instance mismatch_quantity needs_replacement
      no_pedigree_match non_conformant non_sellable_other partially_dispensed recalled reserved retail_sold returned sellable_accessible
      sellable_not_accessible stolen unavailable unknown`),
  },
  bizTransactionType: {
    name: 'type of business transaction',
    uri: 'https://ref.gs1.org/cbv/BTT-',
    forbidden: ofCbv,
    terms: words('bol cert desadv inv pedigree po poc prodorder recadv rma testprd testres upevt'),
  },
  sourceDestinationType: {
    name: 'type of source or destination',
    uri: 'https://ref.gs1.org/cbv/SDT-',
    forbidden: ofCbv,
    terms: words('owning_party possessing_party location'),
  },
  errorReason: {
    name: 'reason of an error',
    uri: 'https://ref.gs1.org/cbv/ER-',
    forbidden: ofCbv,
    terms: words('did_not_occur incorrect_data'),
  },
  component: {
    name: 'component',
    uri: 'https://ref.gs1.org/cbv/Comp-',
    forbidden: ofCbv,
    terms: words(`
      x y z axial_distance azimuth height spherical_radius polar_angle elevation_angle easting northing latitude longitude altitude`),
  },
  sensorAlert: {
    name: 'alert of a sensor',
    uri: 'https://gs1.org/voc/',
    forbidden: ofWebVocabulary,
    terms: words('ALARM_CONDITION ERROR_CONDITION'),
  },
  measurement: {
    name: 'type of measurement',
    uri: 'https://gs1.org/voc/',
    forbidden: ofWebVocabulary,
    terms: words(`
      AbsoluteHumidity AbsorbedDose AbsorbedDoseRate Acceleration Altitude AmountOfSubstance AmountOfSubstancePerUnitVolume Angle
      AngularAcceleration AngularMomentum AngularVelocity Area Capacitance Conductance Conductivity Count Density Dimensionless
      DoseEquivalent DoseEquivalentRate DynamicViscosity ElectricCharge ElectricCurrent ElectricCurrentDensity ElectricFieldStrength Energy
      Exposure Force Frequency Illuminance Inductance Irradiance KinematicViscosity Length LinearMomentum Luminance LuminousFlux
      LuminousIntensity MagneticFlux MagneticFluxDensity MagneticVectorPotential Mass MassConcentration MassFlowRate MassPerAreaTime
      MemoryCapacity MolalityOfSolute MolarEnergy MolarMass MolarVolume Power Pressure RadiantFlux RadiantIntensity Radioactivity
      RelativeHumidity Resistance Resistivity SolidAngle SpecificVolume Speed SurfaceDensity SurfaceTension Temperature Time Torque Voltage
      Volume VolumeFlowRate VolumeFraction VolumetricFlux Wavenumber`),
  },
} satisfies Record<string, Vocabulary>;
